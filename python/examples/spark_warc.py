#!/usr/bin/env python3
"""Articles out of WARC files, on Spark: one Parquet row for each HTML page.

    pip install bodytext pyspark pyarrow warcio
    python spark_warc.py --master spark://host:7077 's3a://crawl/*.warc.gz' s3a://articles/

Each file is one task. Spark lists the files (its source `binaryFile`); the worker reads its own as a stream, so that it holds 64 pages
and never the file: one of Common Crawl is a gigabyte. Where only Spark can reach the files, `--through-spark` has it send their bytes:
then a task takes three times the size of a file.

Nothing in a crawl ends the job. A page with no article is a row that says so (`status`), a file that breaks off gives a row with the
status `failed` after the pages that came before.
"""

from __future__ import annotations

import argparse
import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import bodytext
import bodytext.spark
import pyarrow as pa
from pyarrow import fs
from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import DataFrame

#: What is known of a page beside its article.
KNOWN = ["warc", "record_id", "url", "crawled"]
HTML = {"text/html", "application/xhtml+xml"}
BATCH_SIZE = 64
MARKUP_LIMIT = 16 << 20
"""How many bytes of a page are read at most: no article is longer, and a record may be of any size."""


class Page(NamedTuple):
    """A page of a WARC file."""

    html: bytes
    content_type: str
    known: tuple[str | None, ...]


def pages(stream: Any, path: str) -> Iterator[Page]:
    """The HTML pages of a WARC file, one after the other."""
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(stream):
        if record.rec_type != "response" or record.http_headers is None:
            continue
        content_type = record.http_headers.get_header("Content-Type") or "text/html"
        if content_type.partition(";")[0].strip().lower() not in HTML:
            continue
        headers = record.rec_headers
        known = (path, *map(headers.get_header, ("WARC-Record-ID", "WARC-Target-URI", "WARC-Date")))
        # Whatever the server packed the page in is taken off.
        html = record.content_stream().read(MARKUP_LIMIT)
        while record.raw_stream.read(1 << 16):
            pass
        if record.raw_stream.limit > 0:  # warcio takes the end of a file for that of the record
            raise EOFError(f"it ends within the record of {known[KNOWN.index('url')]}")
        yield Page(html, content_type, known)


def rows(batch: list[Page], columns: list[str], options: dict[str, Any]) -> Iterator[pa.RecordBatch]:
    """The rows of pages, those of one encoding together."""
    by_charset: dict[str, list[Page]] = defaultdict(list)
    for page in batch:
        by_charset[page.content_type.lower()].append(page)
    for charset, group in by_charset.items():
        urls = [page.known[KNOWN.index("url")] for page in group]
        articles = bodytext.extract_batch([page.html for page in group], urls, charset=charset, columns=columns, **options)
        table = pa.table(articles)
        for place, name in enumerate(KNOWN):
            table = table.add_column(place, name, pa.array([page.known[place] for page in group], pa.string()))
        yield from table.to_batches()


def articles_of(stream: Any, path: str, columns: list[str], options: dict[str, Any]) -> Iterator[pa.RecordBatch]:
    """The rows of a WARC file."""
    batch: list[Page] = []
    broken = None
    source = pages(stream, path)
    while True:
        try:
            page = next(source, None)
        except Exception as error:  # whatever a reader of archives says of one that is broken
            page, broken = None, error
        if page is not None:
            batch.append(page)
        if batch and (page is None or len(batch) >= BATCH_SIZE):
            yield from rows(batch, columns, options)
            batch = []
        if page is None:
            break
    if broken is not None:
        row = dict.fromkeys(columns) | {"warc": path, "status": "failed", "status_reason": f"the archive is broken: {broken}"}
        schema = next(rows([Page(b"", "", (path, None, None, None))], columns, options)).schema
        yield pa.RecordBatch.from_pylist([row], schema=schema)


def opened(path: str) -> Any:
    """A file as a stream, wherever pyarrow can read: local, S3, GCS, HDFS."""
    if path.startswith("file:/") and not path.startswith("file://"):
        path = "file://" + path[len("file:") :]
    filesystem, inside = fs.FileSystem.from_uri(path.replace("s3a://", "s3://", 1))
    return filesystem.open_input_stream(inside, compression=None)


def articles(
    spark: SparkSession, source: list[str], columns: list[str], *, through_spark: bool = False, **options: Any
) -> DataFrame:
    """A frame of the articles of WARC files, each file a task."""
    columns = list(dict.fromkeys([*columns, "status", "status_reason"]))
    # A limit of one byte: no two files share a partition.
    spark.conf.set("spark.sql.files.maxPartitionBytes", 1)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 1)
    files = spark.read.format("binaryFile").load(source).select("path", *(["content"] if through_spark else []))

    def work(read: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in read:
            for file in batch.to_pylist():
                with io.BytesIO(file["content"]) if through_spark else opened(file["path"]) as stream:
                    yield from articles_of(stream, file["path"], columns, options)

    known = [StructField(name, StringType()) for name in KNOWN]
    return files.mapInArrow(work, StructType([*known, *bodytext.spark.schema(columns, **options).fields]))


def main() -> None:
    parser = argparse.ArgumentParser(description="Articles out of WARC files, as Parquet.")
    parser.add_argument("source", nargs="+", help="WARC files, as Spark's paths: patterns and folders too")
    parser.add_argument("output", help="the folder to write")
    parser.add_argument("--master", help="Spark's master; by default what spark-submit says")
    parser.add_argument("--columns", default="title,text,authors,published,language,page_type,confidence", help="parted by commas")
    parser.add_argument("--favor", default="balanced", choices=["precision", "balanced", "recall"])
    parser.add_argument("--through-spark", action="store_true", help="have Spark send the bytes of the files")
    parser.add_argument("--mode", default="errorifexists", choices=["errorifexists", "overwrite", "append"])
    args = parser.parse_args()

    builder = SparkSession.builder.appName("articles out of WARC files")
    if args.master:
        builder = builder.master(args.master)
    spark = builder.getOrCreate()
    frame = articles(spark, args.source, args.columns.split(","), through_spark=args.through_spark, favor=args.favor)
    frame.write.mode(args.mode).option("compression", "zstd").parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
