"""The documentation: its examples are true, and it names every argument."""

from __future__ import annotations

import doctest
import inspect
import re

import pytest

import bodytext
import bodytext.compat.readability
import bodytext.compat.trafilatura
from conftest import ROOT

MODULES = [bodytext, bodytext.compat.trafilatura, bodytext.compat.readability]


def documented():
    for module in MODULES:
        yield module.__name__, module
        for name in module.__all__:
            item = getattr(module, name)
            if name.startswith("__"):
                continue
            yield f"{module.__name__}.{name}", item
            if inspect.isclass(item):
                for member, value in vars(item).items():
                    if not member.startswith("_") and (callable(value) or inspect.isdatadescriptor(value)):
                        yield f"{module.__name__}.{name}.{member}", getattr(item, member)


@pytest.mark.parametrize(("name", "item"), list(documented()))
def test_all_is_documented_and_its_examples_are_true(name, item):
    text = inspect.getdoc(item)
    assert text and text[0].isupper(), name
    if "pyarrow" in text:
        pytest.importorskip("pyarrow")
    example = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=told.append)
    assert result.failed == 0, "".join(told)


@pytest.mark.parametrize("function", [bodytext.extract, bodytext.extract_batch, bodytext.extract_stream, bodytext.compat.trafilatura.extract])
def test_every_argument_is_named(function):
    text = inspect.getdoc(function)
    part = text[text.index("Parameters\n----------") : text.index("Returns\n-------")]
    lines = [line for line in part.splitlines()[2:] if line and not line.startswith(" ")]
    named = {name.strip(" *") for line in lines for name in re.split(r" : |$", line)[0].split(",")}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD:
            assert name in named, name


def test_the_options_of_the_types_are_those_of_the_code():
    from bodytext._types import ExtractOptions

    with pytest.raises(TypeError) as raised:
        bodytext.extract("", unknown=1)
    known = str(raised.value).split("known are ")[1].split(", ")
    assert set(known) == set(ExtractOptions.__annotations__)


def test_the_stub_knows_all_that_is_there():
    stub = (ROOT / "python" / "bodytext" / "_bodytext.pyi").read_text()
    for name in bodytext.__all__:
        item = getattr(bodytext, name)
        if inspect.isclass(item):
            part = stub[stub.index(f"class {name}:") :].split("\n@final")[0].split("\ndef ")[0]
            for member in vars(item):
                if not member.startswith("_"):
                    assert f"def {member}(" in part, f"{name}.{member}"


def test_the_examples_of_the_documentation_page_are_true():
    page = ROOT / "docs" / "python.md"
    pytest.importorskip("pyarrow")
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 10 and result.failed == 0
