"""bodytext on Apache Spark 3.4 and later: a column of pages becomes columns of articles, through Arrow.

>>> import bodytext.spark  # doctest: +SKIP
>>> articles = bodytext.spark.extract(pages, html="html", url="url", columns=["title", "text"])  # doctest: +SKIP
>>> articles.write.parquet("articles")  # doctest: +SKIP

The package has to be installed where the executors are. No page ends a task: what becomes of one is its ``status``.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import BinaryType, NullType, StringType, StructField, StructType

import bodytext

from ._arrow import BATCH_SIZE, article_schema, check, listed
from ._arrow import articles as articles_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["extract", "register", "schema"]

#: The setting that says how many rows Spark sends to Python at once, and what it is where nobody has set it.
RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"
UNSET = "10000"


def extract(
    df: DataFrame,
    html: str = "html",
    url: str | None = "url",
    *,
    passthrough: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    batch_size: int = BATCH_SIZE,
    threads: int | None = 1,
    **options: Any,
) -> DataFrame:
    """Extract the articles of a frame of pages: a row for each page.

    Lazy, as frames are. Where the session has never set ``spark.sql.execution.arrow.maxRecordsPerBatch``, it is set to ``batch_size``: the
    10,000 that Spark takes may be 2 GB of pages. Where somebody has set it above a thousand, a warning says so.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        The pages.
    html : str, default 'html'
        The column of the pages, strings or binaries. A null gives a row of nulls.
    url : str or None, default 'url'
        The column of their addresses; None where there is none.
    passthrough : list of str, optional
        The columns that come out as they are, before those of the articles; by default all but that of the pages.
    columns : list of str, optional
        The columns of the articles, as for ``bodytext.extract_batch``.
    batch_size : int, default 64
        How many pages are read at once.
    threads : int or None, default 1
        How many threads work on a batch. One is right where each core of an executor has a task of its own.
    **options
        As for ``bodytext.extract``.

    Returns
    -------
    pyspark.sql.DataFrame

    Raises
    ------
    KeyError
        Where the frame has no column of a name.
    TypeError, ValueError
        Where an option is not what it has to be, or a column of the frame has the name of one of the articles.
    """
    along, wanted = listed("passthrough", passthrough), listed("columns", columns)
    fields = {field.name: field for field in df.schema.fields}
    if along is None:
        along = [name for name in fields if name != html]
    arguments: dict[str, Any] = {
        "url": url,
        "passthrough": along,
        "columns": wanted,
        "batch_size": batch_size,
        "threads": threads,
        **options,
    }
    check(html, known=list(fields), **arguments)
    if not isinstance(fields[html].dataType, (StringType, BinaryType, NullType)):
        raise TypeError(f"html: the column {html!r} is of type {fields[html].dataType.simpleString()}, neither string nor binary")
    if url is not None and not isinstance(fields[url].dataType, (StringType, NullType)):
        raise TypeError(f"url: the column {url!r} is of type {fields[url].dataType.simpleString()}, not string")
    articles = schema(wanted, **options)
    bound_batches(df.sparkSession, batch_size)

    def work(read: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in read:
            yield from articles_of(batch, html, **arguments)

    # What is not needed is not sent to Python.
    sent = [html, *dict.fromkeys(name for name in [url, *along] if name is not None and name != html)]
    return df.select([df[name] for name in sent]).mapInArrow(work, StructType([*(fields[name] for name in along), *articles.fields]))


def schema(columns: Iterable[str] | None = None, **options: Any) -> StructType:
    """The columns of the articles as Spark's types.

    Parameters
    ----------
    columns : list of str, optional
        Which; as for ``bodytext.extract_batch``.
    **options
        As for ``bodytext.extract``; they are checked.

    Returns
    -------
    pyspark.sql.types.StructType
    """
    fields = from_arrow_schema(article_schema(columns, **options)).fields
    # Of a page that is null all is null.
    return StructType([StructField(field.name, field.dataType, True) for field in fields])


def register(
    spark: SparkSession, name: str = "bodytext", *, columns: Iterable[str] | None = None, **options: Any
) -> Callable[..., Any]:
    """Make a function for SQL: ``bodytext(html)`` or ``bodytext(html, url)``, a struct of the columns of the article.

    It goes row by row, which costs more than ``extract``. Ask for few columns, and for the struct once: Spark may call the function for
    every field that is taken out of it.

    Parameters
    ----------
    spark : pyspark.sql.SparkSession
        The session.
    name : str, default 'bodytext'
        The name of the function.
    columns : list of str, optional
        The fields of the struct, as for ``bodytext.extract_batch``.
    **options
        As for ``bodytext.extract``.

    Returns
    -------
    function
        The same for frames: ``frame.select(function("html", "url"))``.
    """
    wanted = listed("columns", columns)

    def article(html: str | bytes | None, url: str | None = None) -> tuple[Any, ...] | None:
        if html is None:
            return None
        row = bodytext.extract_batch([html], [url], columns=wanted, **options).to_pylist()[0]
        return tuple(map(plain, row.values()))

    function: Callable[..., Any] = spark.udf.register(name, article, schema(wanted, **options))
    return function


def plain(value: Any) -> Any:
    """A value as Spark's rows take it: a tuple for a struct."""
    if isinstance(value, dict):
        return tuple(map(plain, value.values()))
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def bound_batches(spark: SparkSession, batch_size: int) -> None:
    """Keeps Spark from sending thousands of pages at once, or says that it will."""
    now = spark.conf.get(RECORDS, UNSET)
    if now == UNSET:
        spark.conf.set(RECORDS, batch_size)
    elif now is not None and not 0 < int(now) <= 1000:
        warnings.warn(f"{RECORDS} is {now}: so many pages at once may take gigabytes; {batch_size} is enough", stacklevel=3)
