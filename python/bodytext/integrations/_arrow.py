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
    return pa.table(bodytext.extract_batch([], columns=listed(columns), **options)).schema


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


def listed(names: Iterable[str] | None) -> list[str] | None:
    """The names as a list; one name alone would be taken for its letters, and is refused."""
    if isinstance(names, str):
        raise TypeError(f"expected a list of column names, not the str {names!r}")
    return None if names is None else list(names)
