"""With the libraries that read and write Arrow, for real: pyarrow, polars, duckdb, pandas."""

from __future__ import annotations

import contextlib

import pytest

import bodytext
from conftest import PAGE

PAGES = [PAGE, "<p>Grüner Tee, 龙井</p>", None, "<title>Pots</title><p>Of clay.</p>"] * 20
URLS = [f"https://tea.example/{number}" for number in range(80)]
TEXTS = bodytext.extract_batch(PAGES, columns=["text"]).column("text")


def column_of(table, name="text"):
    return pa.table(table).column(name).to_pylist()


pa = pytest.importorskip("pyarrow")
dataset = pytest.importorskip("pyarrow.dataset")


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "binary", "large_binary", "binary_view"])
def test_all_kinds_of_arrays_of_pyarrow_are_pages(kind):
    pages = PAGES if "string" in kind else [page and page.encode() for page in PAGES]
    array = pa.array(pages, type=getattr(pa, kind)())
    assert bodytext.extract_batch(array, columns=["text"]).column("text") == TEXTS
    assert bodytext.extract_batch(array.slice(1, 2), columns=["text"]).column("text") == TEXTS[1:3]
    chunked = pa.chunked_array([array.slice(0, 3), array.slice(3, 0), array.slice(3)])
    urls = pa.chunked_array([pa.array(URLS[:50]), pa.array(URLS[50:])])
    batch = bodytext.extract_batch(chunked, urls, threads=2, columns=["text", "images"])
    assert batch.column("text") == TEXTS
    assert batch.column("images")[0][0]["url"] == "https://tea.example/cup.jpg"


def test_pyarrow_takes_batches():
    batch = bodytext.extract_batch(PAGES, URLS, columns=bodytext.column_names(all=True))
    table = pa.record_batch(batch)
    table.validate(full=True)
    assert table.column("text").to_pylist() == TEXTS
    assert table.to_pylist() == batch.to_pylist()
    assert pa.table(batch).to_pylist() == batch.to_pylist()
    schema = pa.schema(batch)
    assert schema.equals(table.schema) and schema.field("published").type == pa.timestamp("us", "UTC")
    assert not any("uint" in str(field.type) for field in schema)
    wide = pa.schema([pa.field("text", pa.large_string())])
    only = bodytext.extract_batch(PAGES, columns=["text"])
    assert pa.table(only, schema=wide).column("text").type == pa.large_string()


def test_what_is_no_column_of_pages_is_refused():
    with pytest.raises(TypeError, match="pages: expected strings or bytes, not values of the type Int64"):
        bodytext.extract_batch(pa.array([1, 2]))
    with pytest.raises(TypeError, match="urls: expected strings, not values of the type Int64"):
        bodytext.extract_batch(["a"], pa.array([1]))
    with pytest.raises(TypeError, match=r"pages: expected a column of strings or bytes, not a table: give one of its columns \(id, html\)"):
        bodytext.extract_batch(pa.table({"id": range(80), "html": PAGES}))
    assert len(bodytext.extract_batch(pa.nulls(3))) == 3


def test_streams_of_pyarrow():
    table = pa.table({"id": range(80), "html": PAGES, "url": URLS})
    stream = bodytext.extract_stream(table, url_column="url", columns=["text", "links"], batch_size=16)
    assert stream.column_names == pa.schema(stream).names == ["id", "url", "text", "links"]
    result = pa.table(stream)
    result.validate(full=True)
    assert result.column("text").to_pylist() == TEXTS and result.column("id").to_pylist() == list(range(80))
    assert result.column("links").to_pylist()[0][0]["url"] == "https://tea.example/kettle"
    assert [len(chunk) for chunk in result.column("text").chunks] == [16] * 5
    with pytest.raises(ValueError, match="read to its end"):
        pa.table(stream)
    some = bodytext.extract_stream(table, passthrough=["url"], columns=["text"])
    assert pa.table(some).column_names == ["url", "text"]
    assert pa.table(bodytext.extract_stream(table, passthrough=[], columns=[])).num_rows == 80


def test_streams_are_lazy():
    asked = []

    def batches():
        for number in range(1000):
            asked.append(number)
            yield pa.record_batch({"html": [f"<p>Tea {number}.</p>"] * 3})

    reader = pa.RecordBatchReader.from_batches(pa.schema([("html", pa.string())]), batches())
    stream = bodytext.extract_stream(reader, columns=["text"], threads=2)
    assert asked == []
    assert next(stream).column("text") == ["Tea 0."] * 3
    assert len(asked) == 1
    assert next(iter(stream)).column("text") == ["Tea 1."] * 3
    assert len(asked) == 2
    rest = pa.RecordBatchReader.from_stream(stream)
    assert rest.read_next_batch().column(0).to_pylist() == ["Tea 2."] * 3
    assert len(asked) == 3


class Flood(Exception):
    """What no library knows."""


def reader_that_raises(error):
    def batches():
        yield pa.record_batch({"html": ["<p>Tea.</p>"]})
        raise error

    return pa.RecordBatchReader.from_batches(pa.schema([("html", pa.string())]), batches())


@pytest.mark.parametrize("error", [OSError("full of tea"), ValueError("full of tea"), KeyboardInterrupt(), Flood("full of tea")])
def test_what_the_source_raises_comes_through(error):
    stream = bodytext.extract_stream(reader_that_raises(error), columns=["text"])
    assert next(stream).column("text") == ["Tea."]
    with pytest.raises(type(error)) as raised:
        next(stream)
    assert raised.value is error
    assert list(stream) == []


class Source:
    """A table that is no reader of pyarrow: its errors come as words."""

    def __init__(self, error):
        self.reader = reader_that_raises(error)

    def __arrow_c_stream__(self, requested_schema=None):
        return self.reader.__arrow_c_stream__(requested_schema)


def test_what_a_source_says_in_words_is_told():
    stream = bodytext.extract_stream(Source(Flood("full of tea")), columns=["text"])
    assert next(stream).column("text") == ["Tea."]
    with pytest.raises(RuntimeError, match="table: reading it failed: .*full of tea"):
        next(stream)
    stream = bodytext.extract_stream(Source(KeyboardInterrupt()), columns=["text"])
    assert next(stream).column("text") == ["Tea."]
    with pytest.raises(KeyboardInterrupt):
        next(stream)
    through = bodytext.extract_stream(reader_that_raises(OSError("full of tea")), columns=["text"])
    with pytest.raises(pa.ArrowException, match="full of tea"):
        pa.table(through)


def test_tables_that_cannot_be_read_say_how_they_can():
    with pytest.raises(TypeError, match="not InMemoryDataset"):
        bodytext.extract_stream(dataset.dataset(pa.table({"html": PAGES})))
    with pytest.raises(TypeError, match=r"not Scanner: give what its to_reader\(\) gives"):
        bodytext.extract_stream(dataset.dataset(pa.table({"html": PAGES})).scanner())
    pl = pytest.importorskip("polars")
    with pytest.raises(TypeError, match=r"not LazyFrame: give what its collect\(\) gives"):
        bodytext.extract_stream(pl.LazyFrame({"html": ["<p>Tea.</p>"]}))
    with pytest.raises(ValueError, match="table: "):
        bodytext.extract_stream(pl.DataFrame({"html": ["<p>Tea.</p>"], "id": pl.Series([1], dtype=pl.Int128)}))


class Stranger:
    """A table that raises when it is opened."""

    def __arrow_c_stream__(self, requested_schema=None):
        raise PermissionError("closed for today")


def test_what_a_table_raises_when_it_is_opened_comes_through():
    with pytest.raises(PermissionError, match="closed for today"):
        bodytext.extract_stream(Stranger())


@pytest.mark.parametrize("through_c", [False, True])
def test_an_interrupted_stream_loses_no_page(through_c):
    table = pa.table({"id": range(6), "html": [f"<p>Tea {number}.</p>" for number in range(6)]})
    told = []

    def progress(pages):
        told.append(pages)
        if len(told) == 2:
            raise KeyboardInterrupt

    stream = bodytext._bodytext.extract_stream(table, "html", columns=["text"], batch_size=2, progress=progress)
    if through_c:
        reader = pa.RecordBatchReader.from_stream(stream)
        read = [reader.read_next_batch().to_pylist()]
        with pytest.raises(KeyboardInterrupt):
            # The words come first, the signal right after them.
            with contextlib.suppress(pa.ArrowException):
                reader.read_next_batch()
            for _ in range(1000):
                pass
    else:
        read = [next(stream).to_pylist()]
        with pytest.raises(KeyboardInterrupt):
            next(stream)
    read.extend(batch.to_pylist() for batch in stream)
    assert [row for rows in read for row in rows] == [{"id": number, "text": f"Tea {number}."} for number in range(6)]


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"column": "body"}, KeyError, "column: the table has no column `body`, only html, title"),
        ({"url_column": "url"}, KeyError, "url_column: the table has no column `url`"),
        ({"passthrough": ["id"]}, KeyError, "passthrough: the table has no column `id`"),
        ({}, ValueError, "both the table and the articles have a column `title`"),
        ({"column": "number", "passthrough": []}, TypeError, "column: `number`: expected strings or bytes, not values of the type Int64"),
        ({"url_column": "number", "passthrough": []}, TypeError, "url_column: `number`: expected strings, not values of the type Int64"),
        ({"table": {"html": ["<p>Tea.</p>"]}}, TypeError, "table: expected an object with __arrow_c_stream__"),
        ({"batch_size": 0}, ValueError, "batch_size: expected a number of 1 or more"),
        ({"url_column": 3}, TypeError, "url_column: expected str, not int"),
        ({"passthrough": "id"}, TypeError, "passthrough: expected a list of str, not str"),
        ({"table": ["<p>Tea.</p>"]}, TypeError, "table: expected an object with __arrow_c_stream__"),
    ],
)
def test_errors_of_streams_name_the_argument(arguments, error, words):
    table = arguments.pop("table", pa.table({"html": ["a"], "title": ["b"], "number": [1]}))
    with pytest.raises(error) as raised:
        bodytext.extract_stream(table, **arguments)
    assert words in str(raised.value)


def test_polars():
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"id": range(80), "html": PAGES})
    batch = bodytext.extract_batch(frame["html"], pl.Series(URLS), columns=["text", "authors", "published", "images"])
    result = pl.DataFrame(batch)
    assert result["text"].to_list() == TEXTS
    assert result.schema["published"] == pl.Datetime("us", "UTC")
    assert result["authors"].to_list()[0] == ["Ada Lind", "Ben Sato"]
    assert result["images"].to_list()[0][0]["url"] == "https://tea.example/cup.jpg"
    assert frame.with_columns(pl.Series(name="text", values=bodytext.extract_batch(frame["html"], columns=["text"]).column("text"))).height == 80
    streamed = pl.DataFrame(bodytext.extract_stream(frame, columns=["text"], threads=2, batch_size=9))
    assert streamed["text"].to_list() == TEXTS and streamed["id"].to_list() == list(range(80))
    binary = frame.select(pl.col("html").cast(pl.Binary))
    assert bodytext.extract_batch(binary["html"], columns=["text"]).column("text") == TEXTS


def test_duckdb():
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    batch = bodytext.extract_batch(PAGES, columns=["text", "status", "published"])
    [(found, empty)] = connection.sql("select count(*) filter (status = 'found'), count(*) filter (text is null) from batch").fetchall()
    assert (found, empty) == (60, 20)
    pages = pa.table({"id": range(80), "html": PAGES})
    relation = connection.sql("select id, html from pages order by id")
    # DuckDB asks for the schema first: the stream is whole all the same.
    stream = bodytext.extract_stream(relation, columns=["text"], batch_size=7)
    rows = duckdb.connect().sql("select id, text from stream order by id").fetchall()
    assert rows == list(enumerate(TEXTS))


def test_pandas():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"id": range(80), "html": PAGES})
    assert bodytext.extract_batch(frame["html"], columns=["text"]).column("text") == TEXTS
    objects = frame["html"].astype(object)
    assert bodytext.extract_batch(objects, columns=["text"]).column("text") == TEXTS
    streamed = pa.table(bodytext.extract_stream(frame, columns=["text"])).to_pandas()
    assert streamed["text"].tolist()[0] == TEXTS[0] and streamed["id"].tolist() == list(range(80))
    batch = bodytext.extract_batch(PAGES, columns=["text", "confidence"])
    result = pd.DataFrame.from_arrow(batch) if hasattr(pd.DataFrame, "from_arrow") else pa.record_batch(batch).to_pandas()
    assert result["text"].tolist()[1] == TEXTS[1]
