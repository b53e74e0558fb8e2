"""What Python gives is what Rust gives: on the project's fixtures, and on the development pages where they are."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path

import pytest

import bodytext
from conftest import ROOT


def given(folder: Path) -> tuple[str, dict]:
    [source] = folder.glob("input.*")
    options = folder / "options.json"
    return source.read_bytes().decode(), json.loads(options.read_text()) if options.exists() else {}


def test_the_markdown_of_every_body_is_what_stands_beside_it(fixtures):
    bodies = [folder for folder in fixtures if folder.parent.name == "bodies"]
    known = (ROOT / "fixtures" / "expected_failures.txt").read_text()
    for folder in bodies:
        if f"bodies/{folder.name}:" in known:
            continue
        html, options = given(folder)
        markdown = bodytext.extract(html, **options).to_markdown()
        assert markdown == (folder / "expected.md").read_text(), folder.name


def built(*names: str) -> Path | None:
    """Give a program of the project that has been built since the sources were changed."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    folders = [folder for base in {target, ROOT / "target"} for folder in (base / "release", base / "debug")]
    found = [path for folder in folders for name in names if (path := folder / name).exists()]
    changed = max(path.stat().st_mtime for folder in ("src", "cli/src", "examples") for path in (ROOT / folder).rglob("*.rs"))
    return next((path for path in found if path.stat().st_mtime > changed), None)


def test_every_fixture_gives_the_json_of_the_program(fixtures):
    program = built("bodytext")
    if program is None:
        pytest.skip("the program is not built, or older than its sources: cargo build --release -p bodytext-cli")
    for folder in fixtures:
        html, options = given(folder)
        command = [program, "--format", "json"]
        command += [part for name, value in options.items() for part in (f"--{name}", value)]
        told = subprocess.run(command, input=html.encode(), capture_output=True, check=False)
        # The program says besides which input it was.
        article = {key: value for key, value in json.loads(told.stdout).items() if key not in ("file", "url")}
        assert article == bodytext.extract(html.encode(), **options).to_dict(), folder.name


CORPORA = ROOT.parent / "shared" / "corpora"


@pytest.mark.parametrize("name", ["bodies", "wcxb", "ml-newzh", "postlight", "readability", "trafilatura-eval"])
def test_every_development_page_gives_what_rust_gives(name):
    corpus = CORPORA / name
    if not corpus.is_dir():
        pytest.skip("no ../shared/corpora")
    predict = built("examples/predict")
    if predict is None:
        pytest.skip("the example is not built, or older than its sources: cargo build --release --all-features --example predict")
    lines = subprocess.run([predict, corpus, "--split", "dev"], capture_output=True, check=True).stdout.splitlines()
    predicted = {line["id"]: line for line in map(json.loads, lines)}
    if not predicted:
        pytest.skip(f"{name} has no development pages")
    pages = [page for page in map(json.loads, (corpus / "pages.jsonl").open()) if page["id"] in predicted]
    assert len(pages) == len(predicted)
    for start in range(0, len(pages), 100):
        part = pages[start : start + 100]
        htmls = [gzip.decompress((corpus / page["html"]).read_bytes()).decode("utf-8", "replace") for page in part]
        columns = ["text", "title", "status", "confidence", "published_raw", "images"]
        rows = bodytext.extract_batch(htmls, [page.get("url") for page in part], threads=2, columns=columns).to_pylist()
        for page, row in zip(part, rows):
            rust = predicted[page["id"]]
            assert (row["text"], row["title"]) == (rust["text"], rust["title"]), page["id"]
            assert row["status"] == rust["status"].split(":")[0], page["id"]
            assert row["confidence"] == pytest.approx(rust["confidence"], abs=1e-6), page["id"]
            if page.get("url"):
                assert {image["url"] for image in row["images"]} <= set(rust["images"]), page["id"]
