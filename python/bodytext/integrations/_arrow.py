"""What the engines share: tables of pyarrow in and out. It needs pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

import bodytext

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How many pages are held at once, where nothing else is said. Ten thousand, which many engines take, may be 2 GB of pages.
BATCH_SIZE = 64


def article_schema(columns: Iterable[str] | None = None, **options: Any) -> pa.Schema:
    """The schema of the columns of articles. It raises what the options deserve, before any page is read."""
    return pa.table(bodytext.extract_batch([], columns=listed("columns", columns), **options)).schema


def articles(
    table: pa.Table | pa.RecordBatch,
    html: str,
    *,
    url: str | None,
    passthrough: list[str] | None,
    columns: list[str] | None,
    batch_size: int = BATCH_SIZE,
    **options: Any,
) -> pa.RecordBatchReader:
    """The columns that go along and those of the articles, batch by batch, as they are asked for."""
    stream = bodytext.extract_stream(
        table, html, url_column=url, passthrough=passthrough, columns=columns, batch_size=batch_size, **options
    )
    return pa.RecordBatchReader.from_stream(stream)


def check(
    html: str,
    *,
    url: str | None,
    passthrough: list[str] | None,
    columns: list[str] | None,
    known: Iterable[str] | dict[str, pa.DataType],
    batch_size: int = BATCH_SIZE,
    **options: Any,
) -> None:
    """Raise, where a job is described, what the workers would raise of its arguments: columns that are not there, options that are none.

    ``known`` has the columns of the pages; their types as well, where Arrow has them.
    """
    names = list(known)
    for argument, asked in (("html", [html]), ("url", [] if url is None else [url]), ("passthrough", passthrough or [])):
        for name in asked:
            if not isinstance(name, str):
                raise TypeError(f"{argument}: expected str, not {type(name).__name__}")
            if name not in names:
                hint = "; give url=None where there are no addresses" if argument == "url" else ""
                raise KeyError(f"{argument}: there is no column {name!r}, only {', '.join(names)}{hint}")
    along = [name for name in names if name != html] if passthrough is None else passthrough
    for name in bodytext.column_names() if columns is None else columns:
        if name in along:
            raise ValueError(
                f"passthrough: both the pages and the articles have a column {name!r}: say which columns go along, or rename it"
            )
    types = known if isinstance(known, dict) else dict.fromkeys(names, pa.null())
    table = pa.schema(list(types.items())).empty_table()
    try:
        articles(table, html, url=url, passthrough=along, columns=columns, batch_size=batch_size, **options)
    except TypeError as error:
        # Here these arguments have other names.
        words = str(error)
        for name, here in (("column: ", "html: "), ("url_column: ", "url: ")):
            words = here + words[len(name) :] if words.startswith(name) else words
        raise TypeError(words) from None


def listed(argument: str, names: Iterable[str] | None) -> list[str] | None:
    """The names as a list; one name alone would be taken for its letters, and is refused."""
    if isinstance(names, str):
        raise TypeError(f"{argument}: expected a list of column names, not the str {names!r}")
    return None if names is None else list(names)
