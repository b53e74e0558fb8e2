"""Many pages at once: rows in order, whatever they come in and however many threads there are."""

from __future__ import annotations

import datetime
import io

import pytest

import bodytext
from conftest import PAGE

PAGES = [PAGE, "<p>Green tea.</p>", None, b"<p>Gr\xfcner Tee.</p>", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "", float("nan")]


def test_rows_stand_in_order():
    batch = bodytext.extract_batch(PAGES, charset="latin1")
    assert len(batch) == batch.num_rows == 7
    assert batch.column_names == bodytext.column_names()
    assert batch.column("text")[1:] == ["Green tea.", None, "Grüner Tee.", "", "", None]
    assert batch.column("status") == ["found", "found", None, "found", "empty", "empty", None]
    assert batch.column("status_reason")[4:6] == ["not_html", "no_text"]
    row = batch.to_pylist()[0]
    assert row["published"] == datetime.datetime(2021, 7, 8, 8, 41, 32, tzinfo=datetime.timezone.utc)
    assert row["published_raw"] == "2021-07-08T16:41:32+08:00"
    assert row["authors"] == ["Ada Lind", "Ben Sato"]
    assert row["images"] == [{"url": "cup.jpg", "alt": "A cup", "caption": None, "width": 600, "height": 400}]
    assert row["links"][0]["text"] == "how to tell" and row["diagnostics"] == []
    with pytest.raises(KeyError, match="name: there is no column `body`, only text, title"):
        batch.column("body")
    with pytest.raises(TypeError, match="name: expected str, not int"):
        batch.column(3)


def test_rows_are_what_extract_gives():
    columns = bodytext.column_names(all=True)
    urls = [f"https://tea.example/{number}" for number in range(len(PAGES))]
    rows = bodytext.extract_batch(PAGES, urls, columns=columns, favor="recall").to_pylist()
    for page, url, row in zip(PAGES, urls, rows):
        if not isinstance(page, (str, bytes)):
            assert set(row.values()) == {None}
            continue
        article = bodytext.extract(page, url=url, favor="recall")
        assert row["json"] == article.to_json()
        assert (row["text"], row["markdown"], row["html"]) == (article.text, article.to_markdown(), article.to_html())
        assert (row["title"], row["authors"], row["status"]) == (article.title, article.authors, article.status)
        assert row["confidence"] == article.confidence and row["page_type"] == article.page_type


@pytest.mark.parametrize("threads", [1, 2, 7, None])
def test_any_number_of_threads_gives_the_same(threads):
    pages = [f"<title>{number}</title><p>Tea number {number}.</p>" for number in range(103)]
    batch = bodytext.extract_batch((page for page in pages), threads=threads, columns=["title", "text"])
    assert batch.column("title") == [str(number) for number in range(103)]
    assert batch.column("text") == [f"Tea number {number}." for number in range(103)]


def test_nothing_is_a_table_too():
    for threads in (1, 3):
        empty = bodytext.extract_batch([], threads=threads)
        assert len(empty) == 0 and empty.to_pylist() == [] and empty.column_names == bodytext.column_names()
    assert bodytext.extract_batch(["a", "b"], columns=[]).to_pylist() == [{}, {}]


class OldFrame:
    """A frame of a library that does not speak Arrow: who iterates over it meets the names of its columns."""

    columns = ("html",)

    def __iter__(self):
        return iter(self.columns)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"pages": "<p>Tea</p>"}, TypeError, "pages: expected a list or an Arrow array, not a single str"),
        ({"pages": 3}, TypeError, "pages: expected a list or an Arrow array, not int"),
        ({"pages": {"html": ["<p>Tea</p>"]}}, TypeError, 'pages: expected a list or an Arrow array, not a dict: give one of its values'),
        ({"pages": bytearray(b"<p>Tea</p>")}, TypeError, "not a single bytearray"),
        ({"pages": memoryview(b"<p>Tea</p>")}, TypeError, "not a single memoryview"),
        ({"pages": io.StringIO("<p>Tea</p>")}, TypeError, "not an open file (StringIO): its lines are no pages"),
        ({"pages": {"<p>Tea</p>"}}, TypeError, "not a set: it has no order"),
        ({"pages": OldFrame()}, TypeError, "not a table (OldFrame): give one of its columns"),
        ({"urls": {"url": ["a"]}}, TypeError, "urls: expected a list or an Arrow array, not a dict"),
        ({"urls": "https://tea.example"}, TypeError, "urls: expected a list or an Arrow array, not a single str"),
        ({"pages": [3]}, TypeError, "pages: expected str or bytes, not int"),
        ({"urls": ["a", "b"]}, ValueError, "urls: there are 2 addresses for 1 pages"),
        ({"urls": [b"a"]}, TypeError, "urls: expected str or None, not bytes"),
        ({"columns": ["body"]}, ValueError, "columns: `body` is not a column: known are `text`"),
        ({"columns": "text"}, TypeError, "columns: expected a list of str, not str"),
        ({"columns": [3]}, TypeError, "columns: expected str, not int"),
        ({"threads": "all"}, TypeError, "threads: expected int, not str"),
        ({"threads": -1}, ValueError, "threads: expected a number of 0 or more, not -1"),
        ({"threads": 0}, ValueError, "threads: expected a number of 1 or more"),
        ({"favor": "speed"}, ValueError, "favor: `speed`"),
        ({"favour": "recall"}, TypeError, "unexpected option `favour`"),
    ],
)
def test_errors_name_the_argument(arguments, error, words):
    arguments = {"pages": ["<p>Tea.</p>"], **arguments}
    with pytest.raises(error) as raised:
        bodytext.extract_batch(arguments.pop("pages"), **arguments)
    assert words in str(raised.value)


def test_progress_is_told(capsys):
    pytest.importorskip("tqdm")
    for threads in (1, 2):
        bodytext.extract_batch(["<p>Tea.</p>"] * 40, threads=threads, progress=True)
        assert "40/40" in capsys.readouterr().err


def test_progress_without_tqdm_warns(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "tqdm.auto", None)
    with pytest.warns(UserWarning, match="without tqdm"):
        batch = bodytext.extract_batch(["<p>Tea.</p>"], progress=True)
    assert len(batch) == 1
