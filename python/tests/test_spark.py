"""On Spark, for real, with two tasks at once."""

from __future__ import annotations

import datetime
import gzip
import io
import os
import shutil
import sys

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("no Java", allow_module_level=True)

from pyspark import cloudpickle  # noqa: E402
from pyspark.sql import SparkSession, types  # noqa: E402

import bodytext  # noqa: E402
import bodytext.spark  # noqa: E402
from bodytext.integrations.spark import RECORDS  # noqa: E402
from conftest import PAGE, ROOT  # noqa: E402


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "Asia/Tokyo")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def pages(spark):
    # What a crawl brings: pages, none, what is no page, markup without end.
    html = [PAGE, None, "%PDF-1.7", "", "<div>" * 50_000 + "deep", "<p>\x00\ufffe</p>", "<p " + "a=b " * 20_000 + ">tea"]
    rows = [(number, f"https://tea.example/{number}", html[number % len(html)]) for number in range(70)]
    return spark.createDataFrame(rows, "id long, url string, html string").repartition(4)


def test_rows_are_those_of_extract(spark, pages):
    frame = bodytext.spark.extract(pages, favor="recall")
    assert frame.columns == ["id", "url", *bodytext.column_names()]
    rows = {row.id: row for row in frame.collect()}
    assert sorted(rows) == list(range(70))
    for page in pages.collect():
        row = rows[page.id]
        if page.html is None:
            assert row.url and all(row[name] is None for name in bodytext.column_names())
            continue
        article = bodytext.extract(page.html, url=page.url, favor="recall")
        assert (row.text, row.title, row.status, row.status_reason) == (
            article.text,
            article.title,
            article.status,
            article.status_reason,
        )
    row = rows[0]
    assert row.authors == ["Ada Lind", "Ben Sato"]
    assert row.published.astimezone(datetime.timezone.utc).hour == 8
    assert (row.images[0].url, row.images[0].width) == ("https://tea.example/cup.jpg", 600)
    assert (rows[3].text, rows[3].status) == ("", "empty")


def test_binaries_and_few_columns(spark):
    frame = spark.createDataFrame([(bytearray("<p>Grüner Tee.</p>".encode("latin-1")), "x")], "page binary, language string")
    frame = bodytext.spark.extract(frame, "page", None, passthrough=[], columns=["text", "language"], charset="latin1")
    assert [tuple(row) for row in frame.collect()] == [("Grüner Tee.", None)]
    assert frame.schema["text"].dataType == types.StringType()


def test_batches_are_small(spark, pages):
    spark.conf.unset(RECORDS)
    bodytext.spark.extract(pages)
    assert spark.conf.get(RECORDS) == "64"
    spark.conf.set(RECORDS, 5000)
    with pytest.warns(UserWarning, match="maxRecordsPerBatch is 5000"):
        bodytext.spark.extract(pages)
    assert spark.conf.get(RECORDS) == "5000"
    spark.conf.unset(RECORDS)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"html": "body"}, KeyError, "html: there is no column 'body', only id, url, html"),
        ({"html": 3}, TypeError, "html: expected str, not int"),
        ({"url": "address"}, KeyError, "url: there is no column 'address', only id, url, html; give url=None"),
        ({"url": "id"}, TypeError, "url: the column 'id' is of type bigint, not string"),
        ({"passthrough": "id"}, TypeError, "passthrough: expected a list of column names"),
        ({"passthrough": ["title"]}, KeyError, "passthrough: there is no column 'title'"),
        ({"html": "id"}, TypeError, "html: the column 'id' is of type bigint, neither string nor binary"),
        ({"columns": ["body"]}, ValueError, "columns: `body`"),
        ({"columns": "text"}, TypeError, "columns: expected a list of column names"),
        ({"favor": "speed"}, ValueError, "favor: `speed`"),
        ({"favour": "recall"}, TypeError, "unexpected option `favour`"),
        ({"prune": ["a:hover"]}, ValueError, "prune: cannot use the selector"),
        ({"charset": 3}, TypeError, "charset: expected str, not int"),
        ({"reference_time": "now"}, TypeError, "reference_time: expected a datetime"),
        ({"threads": "all"}, TypeError, "threads: expected int, not str"),
        ({"threads": 0}, ValueError, "threads: expected a number of 1 or more"),
        ({"batch_size": 0}, ValueError, "batch_size: expected a number of 1 or more"),
        ({"batch_size": "64"}, TypeError, "batch_size: expected int, not str"),
    ],
)
def test_errors_come_before_any_task(pages, arguments, error, words):
    with pytest.raises(error) as raised:
        bodytext.spark.extract(pages, **arguments)
    assert words in str(raised.value)


def test_columns_of_one_name_are_refused(pages):
    with pytest.raises(ValueError, match="both the pages and the articles have a column 'title'"):
        bodytext.spark.extract(pages.withColumnRenamed("id", "title"))


def test_sql(spark, pages):
    bodytext.spark.register(spark, columns=["text", "authors", "published", "images"], prune="h1")
    pages.createOrReplaceTempView("pages")
    rows = spark.sql("select id, bodytext(html, url) as article from pages where id < 2 order by id").collect()
    assert rows[1].article is None
    article = rows[0].article
    assert article.text.startswith("Green tea wants patience") and article.authors == ["Ada Lind", "Ben Sato"]
    assert article.images[0].caption is None and article.images[0].height == 400
    assert spark.sql("select bodytext('<p>Tea.</p>').text").first()[0] == "Tea."


@pytest.mark.parametrize("through_spark", [False, True])
def test_warc_files(spark, tmp_path, monkeypatch, through_spark):
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    monkeypatch.syspath_prepend(str(ROOT / "python" / "examples"))
    import spark_warc

    cloudpickle.register_pickle_by_value(spark_warc)  # as for a script, which the workers cannot import
    bodies = [PAGE.encode(), gzip.compress(PAGE.encode()), "<p>Grüner Tee, lange gezogen.</p>".encode("latin-1"), b"\x89PNG"]
    known = [["text/html"], ["text/html", "gzip"], ["text/html; charset=latin1"], ["image/png"]]
    for name in ("one", "two"):
        with (tmp_path / f"{name}.warc.gz").open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for number, (body, said) in enumerate(zip(bodies, known)):
                headers = StatusAndHeaders("200 OK", list(zip(["Content-Type", "Content-Encoding"], said)), protocol="HTTP/1.1")
                url = f"https://tea.example/{name}/{number}"
                writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    frame = spark_warc.articles(spark, [str(tmp_path)], ["text"], through_spark=through_spark, favor="recall")
    assert frame.rdd.getNumPartitions() == 2
    rows = {row.url: row for row in frame.collect()}
    spark.conf.unset(RECORDS)
    assert sorted(rows) == sorted(f"https://tea.example/{name}/{number}" for name in ("one", "two") for number in range(3))
    text = bodytext.extract(PAGE, favor="recall").text
    assert rows["https://tea.example/one/0"].text == rows["https://tea.example/two/1"].text == text
    row = rows["https://tea.example/two/2"]
    assert (row.text, row.status, row.warc.rpartition("/")[2]) == ("Grüner Tee, lange gezogen.", "found", "two.warc.gz")
