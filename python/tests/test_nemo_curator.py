"""The extractor of NeMo Curator: with NeMo where it is, else with a stand-in of its interface."""

from __future__ import annotations

import importlib
import sys
import types
from abc import ABC, abstractmethod

import pytest

import bodytext
from conftest import PAGE

MODULE = "bodytext.integrations.nemo_curator"
NEMO = "nemo_curator.stages.text.download.html_extractors"


@pytest.fixture
def module(monkeypatch):
    """The module, imported anew, as what a test has set up asks for."""

    def load():
        monkeypatch.delitem(sys.modules, MODULE, raising=False)
        return importlib.import_module(MODULE)

    yield load
    sys.modules.pop(MODULE, None)


def stand_in(monkeypatch):
    """NeMo Curator's interface of extractors, as its version 1 has it."""

    class HTMLExtractorAlgorithm(ABC):
        @abstractmethod
        def extract_text(self, html: str, stop_words: frozenset[str], language: str) -> list[str] | None: ...

    parts = NEMO.split(".")
    for length in range(1, len(parts) + 1):
        name = ".".join(parts[:length])
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    sys.modules[NEMO].HTMLExtractorAlgorithm = HTMLExtractorAlgorithm
    return HTMLExtractorAlgorithm


def test_it_is_an_algorithm_of_nemo(module, monkeypatch):
    try:
        base = importlib.import_module(NEMO).HTMLExtractorAlgorithm
    except ImportError:
        base = stand_in(monkeypatch)
    extractor = module().BodytextExtractor(favor="precision")
    assert isinstance(extractor, base)
    paragraphs = extractor.extract_text(PAGE, frozenset(["the"]), "ENGLISH")
    assert "\n\n".join(paragraphs) == bodytext.extract(PAGE, favor="precision").text and len(paragraphs) == 2
    assert extractor.extract_text("<script>tea()</script>", frozenset(), "ENGLISH") is None


def test_it_is_there_without_nemo(module, monkeypatch):
    monkeypatch.setitem(sys.modules, "nemo_curator", None)
    extractor = module().BodytextExtractor(headline=True)
    assert extractor.extract_text(PAGE, frozenset(), "ENGLISH")[0] == "How to brew green tea"
    with pytest.raises(ValueError, match="favor: `speed`"):
        module().BodytextExtractor(favor="speed")
