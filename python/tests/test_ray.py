"""On Ray Data, for real."""

from __future__ import annotations

import os

import pytest

# Its workers let others go first unless told otherwise: on a busy machine they would hardly begin.
os.environ.setdefault("RAY_worker_niceness", "0")
pytest.importorskip("ray.data")
pyarrow = pytest.importorskip("pyarrow")

import ray  # noqa: E402

import bodytext  # noqa: E402
from bodytext.integrations.ray import PageExtractor, extract  # noqa: E402
from conftest import PAGE  # noqa: E402

HTML = [PAGE, None, "", "<div>" * 20_000 + "deep", "<p>Green tea.</p>"]


@pytest.fixture(scope="module")
def dataset():
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000, log_to_driver=False)
    table = pyarrow.table({"id": range(200), "url": [f"https://tea.example/{n}" for n in range(200)], "html": HTML * 40})
    yield ray.data.from_arrow(table).repartition(4)
    ray.shutdown()


def test_rows_are_those_of_extract(dataset):
    articles = extract(dataset, columns=["text", "title", "images", "published", "status"], favor="recall")
    rows = {row["id"]: row for row in articles.take_all()}
    assert sorted(rows) == list(range(200))
    for number, row in rows.items():
        html = HTML[number % 5]
        if html is None:
            assert (row["text"], row["status"], row["url"]) == (None, None, f"https://tea.example/{number}")
            continue
        article = bodytext.extract(html, url=row["url"], favor="recall")
        assert (row["text"], row["title"], row["status"]) == (article.text, article.title, article.status)
    assert rows[0]["images"][0]["url"] == "https://tea.example/cup.jpg"


def test_few_columns_and_nothing_at_all(dataset):
    articles = extract(dataset.limit(3), url=None, passthrough=["id"], columns=["text"], map_options={"num_cpus": 1})
    assert articles.schema().names == ["id", "text"]
    empty = PageExtractor(columns=["text"])(pyarrow.table({"url": pyarrow.array([], "string"), "html": pyarrow.array([], "string")}))
    assert (empty.num_rows, empty.column_names) == (0, ["url", "text"])


def test_errors_come_before_any_task(dataset):
    with pytest.raises(ValueError, match="favor: `speed`"):
        extract(dataset, favor="speed")
    with pytest.raises(ValueError, match="columns: `body`"):
        extract(dataset, columns=["body"])
    with pytest.raises(KeyError, match="html: there is no column 'body', only id, url, html"):
        extract(dataset.materialize(), "body")
    with pytest.raises(KeyError, match="url: there is no column 'address'.*give url=None"):
        extract(dataset.materialize(), url="address")
    with pytest.raises(TypeError, match="html: `id`: expected strings or bytes, not values of the type Int64"):
        extract(dataset.materialize(), "id")
    with pytest.raises(TypeError, match="url: `id`: expected strings"):
        extract(dataset.materialize(), url="id")
    with pytest.raises(ValueError, match="batch_size: expected a number of 1 or more"):
        extract(dataset.materialize(), batch_size=0)
