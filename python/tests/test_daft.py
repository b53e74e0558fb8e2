"""On Daft, for real."""

from __future__ import annotations

import pytest

daft = pytest.importorskip("daft")
pytest.importorskip("pyarrow")

import bodytext  # noqa: E402
from bodytext.integrations.daft import extract, function  # noqa: E402
from conftest import PAGE  # noqa: E402

HTML = [PAGE, None, "", "<div>" * 20_000 + "deep", "<p>Green tea.</p>"]


@pytest.fixture
def frame():
    return daft.from_pydict({"id": list(range(200)), "url": [f"https://tea.example/{n}" for n in range(200)], "html": HTML * 40})


def test_rows_are_those_of_extract(frame):
    articles = extract(frame, favor="recall")
    assert articles.column_names == ["id", "url", *bodytext.column_names()]
    rows = {row["id"]: row for row in articles.to_pylist()}
    assert sorted(rows) == list(range(200))
    for number, row in rows.items():
        html = HTML[number % 5]
        if html is None:
            assert {row[name] for name in bodytext.column_names()} == {None} and row["url"]
            continue
        article = bodytext.extract(html, url=row["url"], favor="recall")
        assert (row["text"], row["title"], row["status"]) == (article.text, article.title, article.status)
    assert rows[0]["images"][0]["url"] == "https://tea.example/cup.jpg"
    assert rows[0]["published"].hour == 8 and rows[0]["authors"] == ["Ada Lind", "Ben Sato"]


def test_few_columns_and_expressions(frame):
    articles = extract(frame.limit(1), url=None, passthrough=["id"], columns=["text"])
    assert articles.to_pylist() == [{"id": 0, "text": bodytext.extract(PAGE).text}]
    article = function(["title"])
    assert frame.limit(1).select(article(frame["html"]).get("title").alias("t")).to_pylist() == [{"t": "How to brew green tea"}]
    binary = daft.from_pydict({"html": ["<p>Grüner Tee.</p>".encode("latin-1")]})
    assert extract(binary, url=None, columns=["text"], charset="latin1").to_pylist() == [{"text": "Grüner Tee."}]


def test_errors_come_before_any_page(frame):
    with pytest.raises(ValueError, match="favor: `speed`"):
        extract(frame, favor="speed")
    with pytest.raises(ValueError, match="columns: `body`"):
        extract(frame, columns=["body"])
    with pytest.raises(ValueError, match="both the pages and the articles have a column 'title'"):
        extract(frame.with_column_renamed("id", "title"))
    with pytest.raises(KeyError, match="html: there is no column 'body', only id, url, html"):
        extract(frame, "body")
    with pytest.raises(KeyError, match="url: there is no column 'address'.*give url=None"):
        extract(frame, url="address")
    with pytest.raises(TypeError, match="html: the column 'id' is of type Int64, not string or binary"):
        extract(frame, "id")
    with pytest.raises(TypeError, match="url: the column 'id' is of type Int64, not string"):
        extract(frame, url="id")
    with pytest.raises(TypeError, match="threads: expected int, not str"):
        extract(frame, threads="all")
    with pytest.raises(ValueError, match="batch_size: expected a number of 1 or more"):
        extract(frame, batch_size=0)
