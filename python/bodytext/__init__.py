"""The text of an article out of HTML: clean text, images in place, structure and metadata.

>>> import bodytext
>>> article = bodytext.extract("<p>Green tea wants <b>patience</b>.</p><p><img src=cup.jpg></p>")
>>> article.text
'Green tea wants patience.'
>>> article.images[0].url
'cup.jpg'

``extract`` takes one page, ``extract_batch`` a column of them, ``extract_stream`` a table that may be larger than memory. No page raises:
what becomes of one is its ``status``. What raises is what the caller wrote, with the name of the argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _bodytext, _progress
from ._polars import with_typed_nulls
from ._bodytext import Article, Batch, Explanation, Extractor, Image, Link, Stream, __version__, column_names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from typing_extensions import Unpack

    from ._types import ExtractOptions, Html, Pages, Table, Urls

__all__ = [
    "Article",
    "Batch",
    "Explanation",
    "Extractor",
    "Image",
    "Link",
    "Stream",
    "__version__",
    "column_names",
    "explain",
    "extract",
    "extract_batch",
    "extract_stream",
]


def extract(
    html: Html,
    *,
    url: str | None = None,
    charset: str | None = None,
    language: str | None = None,
    title: str | None = None,
    reference_time: datetime | None = None,
    **options: Unpack[ExtractOptions],
) -> Article:
    """Extract the article of a page, or of an article body such as a feed holds.

    Other threads of Python run meanwhile.

    Parameters
    ----------
    html : str or bytes
        The page. Bytes may be in any encoding of the web; it is found out.
    url : str, optional
        Its address, against which links and images are resolved.
    charset : str, optional
        What the server said of the encoding of bytes: ``'gbk'``, or all of ``Content-Type``.
    language, title : str, optional
        What is known of the article from elsewhere; it goes before what the page says.
    reference_time : datetime, optional
        When the page was as it is; "2 hours ago" is a date only with it. It needs a zone.
    scope : {'auto', 'body', 'page'}, optional
        What the input is: a body of which all is kept, or a page of which the main content is.
    favor : {'balanced', 'precision', 'recall'}, optional
        Which mistake is the lesser one: to leave text out, or to let too much in.
    comments : {'auto', 'keep', 'drop'}, optional
        What becomes of readers' comments.
    keep, prune : str or list of str, optional
        CSS selectors of elements that always, or never, come out.
    headline : bool, optional
        Whether the title comes first, as a heading.
    markdown : bool, optional
        Whether text outside of tags is Markdown. By default that is found out.
    metadata_sources : str or list of str, optional
        Where metadata may come from, such as ``'json_ld'``, ``'open_graph'``; by default from everywhere.
    max_bytes, max_nodes, max_depth, max_output : int, optional
        Limits on what is read, and on the bytes of text that come out.

    Returns
    -------
    Article

    Raises
    ------
    TypeError, ValueError
        Where an argument is not what it has to be; its name is in the message. No page raises.

    Examples
    --------
    >>> import bodytext
    >>> page = '<title>Tea</title><p>Green tea wants <a href="/time">patience</a>.</p><aside class=ad>Pots!</aside>'
    >>> article = bodytext.extract(page, url="https://tea.example/green", prune=".ad")
    >>> article.text
    'Green tea wants patience.'
    >>> article.links
    [<Link 'https://tea.example/time' 'patience'>]
    >>> bodytext.extract(page, favor="speed")
    Traceback (most recent call last):
    ...
    ValueError: favor: `speed` is not a value of favor: known are `precision`, `balanced`, `recall`
    """
    return _bodytext.extract(
        html,
        url=url,
        charset=charset,
        language=language,
        title=title,
        reference_time=reference_time,
        **options,
    )


def explain(
    html: Html,
    *,
    url: str | None = None,
    charset: str | None = None,
    language: str | None = None,
    title: str | None = None,
    reference_time: datetime | None = None,
    **options: Unpack[ExtractOptions],
) -> Explanation:
    """Extract the article of a page, and say of every text block why it came out or not.

    Costs a few times what ``extract`` does.

    Parameters
    ----------
    html : str or bytes
        The page.
    url, charset, language, title, reference_time, **options
        As for ``extract``.

    Returns
    -------
    Explanation

    Examples
    --------
    >>> import bodytext
    >>> bodytext.explain("<p>Green tea.</p><p hidden>Secret tea.</p>")
    <Explanation of a body: 1 of 2 text blocks kept>
    """
    return _bodytext.explain(
        html,
        url=url,
        charset=charset,
        language=language,
        title=title,
        reference_time=reference_time,
        **options,
    )


def extract_batch(
    pages: Pages,
    urls: Urls | None = None,
    *,
    threads: int | None = 1,
    columns: Iterable[str] | None = None,
    charset: str | None = None,
    reference_time: datetime | None = None,
    progress: bool = False,
    **options: Unpack[ExtractOptions],
) -> Batch:
    """Extract the articles of many pages at once: a row for each, in order.

    Ctrl-C ends it between two pages. The threads are those of the call, so that a process may be forked before and after it.

    Parameters
    ----------
    pages : list or Arrow array
        The pages: any iterable of str, bytes or None, or what speaks the Arrow PyCapsule interface, such as a column of pyarrow,
        polars or pandas. Of a page that is None the row is null.
    urls : list or Arrow array, optional
        Their addresses; None where one is not known.
    threads : int or None, default 1
        How many threads do the work; None for as many as there are processors.
    columns : list of str, optional
        The columns of the result. ``column_names(all=True)`` lists them; by default all but ``markdown``, ``html`` and ``json``.
    charset : str, optional
        What is known of the encoding of all pages.
    reference_time : datetime, optional
        When the pages were as they are. It needs a zone.
    progress : bool, default False
        Whether to show a bar, which takes tqdm.
    **options
        As for ``extract``.

    Returns
    -------
    Batch
        A table for whatever reads Arrow.

    Examples
    --------
    >>> import bodytext
    >>> batch = bodytext.extract_batch(["<title>Tea</title><p>Green tea.</p>", ""], columns=["text", "status", "status_reason"])
    >>> batch.column("text")
    ['Green tea.', '']
    >>> batch.to_pylist()[1]
    {'text': '', 'status': 'empty', 'status_reason': 'no_text'}
    """
    bar = _progress.bar(_progress.length(pages)) if progress else None
    try:
        return _bodytext.extract_batch(
            with_typed_nulls(pages),
            with_typed_nulls(urls),
            threads=threads,
            columns=columns,
            charset=charset,
            reference_time=reference_time,
            progress=_progress.updates(bar),
            **options,
        )
    finally:
        if bar is not None:
            bar.close()


def extract_stream(
    table: Table,
    column: str = "html",
    *,
    url_column: str | None = None,
    passthrough: Iterable[str] | None = None,
    batch_size: int = 64,
    threads: int | None = 1,
    columns: Iterable[str] | None = None,
    charset: str | None = None,
    reference_time: datetime | None = None,
    progress: bool = False,
    **options: Unpack[ExtractOptions],
) -> Stream:
    """Extract the articles of a table of pages, batch by batch, as they are asked for.

    Nothing is read before, and no more is held than a batch: the table may be larger than memory.

    Parameters
    ----------
    table : Arrow table
        What speaks the Arrow PyCapsule interface: a table or a reader of pyarrow, a frame of polars or pandas, a relation of duckdb.
    column : str, default 'html'
        The column of the pages, strings or bytes.
    url_column : str, optional
        The column of their addresses.
    passthrough : list of str, optional
        The columns that come out as they are, before those of the articles; by default all but that of the pages.
    batch_size : int, default 64
        How many pages are read at once, at most.
    threads, columns, charset, reference_time, progress, **options
        As for ``extract_batch``.

    Returns
    -------
    Stream
        A stream for whatever reads Arrow, and an iterator over batches. It can be read once.

    Raises
    ------
    KeyError
        Where the table has no column of a name.

    Examples
    --------
    >>> import bodytext, pyarrow
    >>> table = pyarrow.table({"id": [7, 8], "html": ["<p>Green tea.</p>", "<p>Black tea.</p>"]})
    >>> stream = bodytext.extract_stream(table, columns=["text"])
    >>> pyarrow.table(stream).to_pylist()
    [{'id': 7, 'text': 'Green tea.'}, {'id': 8, 'text': 'Black tea.'}]
    """
    bar = _progress.bar(_progress.length(table)) if progress else None
    return _bodytext.extract_stream(
        with_typed_nulls(table),
        column,
        url_column=url_column,
        passthrough=passthrough,
        batch_size=batch_size,
        threads=threads,
        columns=columns,
        charset=charset,
        reference_time=reference_time,
        progress=_progress.updates(bar),
        **options,
    )
