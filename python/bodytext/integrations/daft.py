"""bodytext on Daft: a column of pages becomes columns of articles, through Arrow.

>>> from bodytext.integrations import daft as bodytext_daft  # doctest: +SKIP
>>> articles = bodytext_daft.extract(daft.read_parquet("pages"), columns=["title", "text"])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import daft
import pyarrow as pa

import bodytext

from ._arrow import BATCH_SIZE, article_schema, check, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from daft import DataFrame, Series

__all__ = ["extract", "function"]

ARTICLE = "__bodytext_article"


def function(
    columns: Iterable[str] | None = None, *, batch_size: int = BATCH_SIZE, threads: int | None = 1, **options: Any
) -> Callable[..., Any]:
    """A function for expressions: of a column of pages, and if wanted of their addresses, a struct of the columns of the article.

    Parameters
    ----------
    columns : list of str, optional
        The fields of the struct, as for ``bodytext.extract_batch``.
    batch_size : int, default 64
        How many pages are read at once.
    threads : int or None, default 1
        How many threads work on a batch.
    **options
        As for ``bodytext.extract``.

    Returns
    -------
    function
        ``df.select(article(df["html"], df["url"]))``
    """
    wanted = listed("columns", columns)
    schema = article_schema(wanted, threads=threads, **options)
    dtype = daft.DataType.struct({field.name: daft.DataType.from_arrow_type(field.type) for field in schema})

    @daft.func.batch(return_dtype=dtype, batch_size=batch_size)
    def article(html: Series, url: Series) -> Any:
        pages, urls = html.to_arrow(), url.to_arrow()
        urls = None if pa.types.is_null(urls.type) else urls
        rows = bodytext.extract_batch(pages, urls, columns=wanted, threads=threads, **options)
        return pa.table(rows).to_struct_array().combine_chunks()

    def of(html: Any, url: Any = None) -> Any:
        return article(html, daft.lit(None) if url is None else url)

    return of


def extract(
    df: DataFrame,
    html: str = "html",
    url: str | None = "url",
    *,
    passthrough: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    **arguments: Any,
) -> DataFrame:
    """Extract the articles of a frame of pages: a row for each page. Lazy, as frames are.

    Parameters
    ----------
    df : daft.DataFrame
        The pages.
    html : str, default 'html'
        The column of the pages, strings or binaries.
    url : str or None, default 'url'
        The column of their addresses; None where there is none.
    passthrough : list of str, optional
        The columns that come out as they are; by default all but that of the pages.
    columns : list of str, optional
        The columns of the articles, as for ``bodytext.extract_batch``.
    **arguments
        As for ``function``.

    Returns
    -------
    daft.DataFrame

    Raises
    ------
    KeyError
        Where the frame has no column of a name.
    TypeError, ValueError
        Where an option is not what it has to be, or a column of the frame has the name of one of the articles.
    """
    wanted = listed("columns", columns)
    along = listed("passthrough", passthrough)
    if along is None:
        along = [name for name in df.column_names if name != html]
    check(html, url=url, passthrough=along, columns=wanted, known=df.column_names, **arguments)
    for argument, name, is_right in (("html", html, ("is_string", "is_binary")), ("url", url, ("is_string",))):
        kind = None if name is None else df.schema()[name].dtype
        if kind is not None and not kind.is_null() and not any(getattr(kind, each)() for each in is_right):
            raise TypeError(f"{argument}: the column {name!r} is of type {kind}, not {' or '.join(each[3:] for each in is_right)}")
    if wanted is None:
        wanted = bodytext.column_names()
    article = function(wanted, **arguments)(df[html], None if url is None else df[url])
    struct = daft.col(ARTICLE)
    frame = df.select(*(df[name] for name in along), article.alias(ARTICLE))
    return frame.select(*along, *(struct.get(name).alias(name) for name in wanted))
