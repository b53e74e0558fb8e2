"""In pipelines of datatrove, for real."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("datatrove")

from datatrove.data import Document  # noqa: E402
from datatrove.executor import LocalPipelineExecutor  # noqa: E402
from datatrove.pipeline.base import PipelineStep  # noqa: E402
from datatrove.pipeline.writers import JsonlWriter  # noqa: E402

import bodytext  # noqa: E402
from bodytext.integrations.datatrove import BodytextExtractor, BodytextStep  # noqa: E402
from conftest import PAGE  # noqa: E402


class Crawl(PipelineStep):
    """A reader of 150 pages, one in three an article, one in three empty."""

    name, type = "crawl", "📖 - READER"

    def run(self, data, rank=0, world_size=1):
        for number in range(150):
            html = [PAGE, "<script>tea()</script>", "<p lang=de>Grüner Tee, lange gezogen.</p>"][number % 3]
            yield Document(text=html, id=str(number), metadata={"url": f"https://tea.example/{number}", "title": "from the crawl"})


def run(tmp_path, step):
    output = tmp_path / "out"
    executor = LocalPipelineExecutor([Crawl(), step, JsonlWriter(str(output), compression=None)], logging_dir=str(tmp_path / "logs"))
    stats = executor.run()
    lines = [json.loads(line) for file in sorted(output.iterdir()) for line in file.read_text().splitlines()]
    return {int(line["id"]): line for line in lines}, stats.stats[1]


def test_step_keeps_the_metadata(tmp_path):
    rows, stats = run(tmp_path, BodytextStep(["title", "language", "confidence", "published", "authors"], prune="h1"))
    assert sorted(rows) == [number for number in range(150) if number % 3 != 1]
    article = bodytext.extract(PAGE, url="https://tea.example/0", prune="h1")
    assert rows[0]["text"] == article.text
    metadata = rows[0]["metadata"]
    assert (metadata["title"], metadata["language"], metadata["url"]) == (article.title, "en", "https://tea.example/0")
    assert metadata["confidence"] == pytest.approx(article.confidence) and metadata["authors"] == article.authors
    assert metadata["published"].startswith("2021-07-08")
    # What the page does not say stays as the crawl said it.
    assert rows[2]["metadata"]["title"] == "from the crawl"
    assert (stats.stats["total"].total, stats.stats["dropped"].total, stats.stats["status_empty"].total) == (150, 50, 50)


def test_empty_documents_can_stay(tmp_path):
    rows, _ = run(tmp_path, BodytextStep(keep_empty=True, batch_size=7, threads=2))
    assert sorted(rows) == list(range(150)) and not rows[1].get("text")


def test_extractor_stands_where_others_do(tmp_path):
    rows, stats = run(tmp_path, BodytextExtractor(timeout=30, favor="recall"))
    assert len(rows) == 100 and rows[0]["text"] == bodytext.extract(PAGE, favor="recall").text
    assert stats.stats["extracted"].total == 150


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: BodytextStep(favor="speed"), ValueError, "favor: `speed`"),
        (lambda: BodytextStep(["body"]), ValueError, "columns: `body`"),
        (lambda: BodytextStep("title"), TypeError, "metadata: expected a list"),
        (lambda: BodytextStep(batch_size=0), ValueError, "batch_size: expected a number of 1 or more, not 0"),
        (lambda: BodytextStep(batch_size="64"), TypeError, "batch_size: expected int, not str"),
        (lambda: BodytextExtractor(favor="speed"), ValueError, "favor: `speed`"),
    ],
)
def test_errors_come_before_any_page(make, error, words):
    with pytest.raises(error) as raised:
        make()
    assert words in str(raised.value)
