"""bodytext on Ray Data: a column of pages becomes columns of articles, through Arrow.

>>> from bodytext.integrations import ray as bodytext_ray  # doctest: +SKIP
>>> articles = bodytext_ray.extract(ray.data.read_parquet("pages"), columns=["title", "text"])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ._arrow import BATCH_SIZE, article_schema, articles, check, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ray.data import Dataset

__all__ = ["PageExtractor", "extract"]


class PageExtractor:
    """A function for ``map_batches`` with ``batch_format="pyarrow"``: a table of pages becomes one of articles.

    Parameters
    ----------
    html : str, default 'html'
        The column of the pages, strings or binaries. A null gives a row of nulls.
    url : str or None, default 'url'
        The column of their addresses; None where there is none.
    passthrough : list of str, optional
        The columns that come out as they are; by default all but that of the pages.
    columns : list of str, optional
        The columns of the articles, as for ``bodytext.extract_batch``.
    threads : int or None, default 1
        How many threads work on a batch.
    **options
        As for ``bodytext.extract``.
    """

    def __init__(
        self,
        html: str = "html",
        url: str | None = "url",
        *,
        passthrough: Iterable[str] | None = None,
        columns: Iterable[str] | None = None,
        threads: int | None = 1,
        **options: Any,
    ) -> None:
        self.html = html
        self.arguments = {
            "url": url,
            "passthrough": listed("passthrough", passthrough),
            "columns": listed("columns", columns),
            "threads": threads,
            **options,
        }
        article_schema(self.arguments["columns"], threads=threads, **options)  # raises what the options deserve

    def __call__(self, table: pa.Table) -> pa.Table:
        """The articles of a table of pages."""
        return articles(table, self.html, **self.arguments).read_all()


def extract(
    dataset: Dataset,
    html: str = "html",
    url: str | None = "url",
    *,
    batch_size: int = BATCH_SIZE,
    map_options: dict[str, Any] | None = None,
    **arguments: Any,
) -> Dataset:
    """Extract the articles of a dataset of pages: a row for each page. Lazy, as datasets are.

    Parameters
    ----------
    dataset : ray.data.Dataset
        The pages.
    html, url, **arguments
        As for ``PageExtractor``.
    batch_size : int, default 64
        How many pages are read at once.
    map_options : dict, optional
        What else ``Dataset.map_batches`` takes, such as ``num_cpus`` and ``memory``.

    Returns
    -------
    ray.data.Dataset

    Raises
    ------
    KeyError
        Where the dataset has no column of a name, as far as its columns are known before it is executed.
    TypeError, ValueError
        Where an option is not what it has to be, or a column of the dataset has the name of one of the articles.
    """
    function = PageExtractor(html, url, **arguments)
    # What only an execution would tell is not asked for: then the workers say it.
    schema = dataset.schema(fetch_if_missing=False)
    if schema is not None:
        types = [kind if isinstance(kind, pa.DataType) else pa.null() for kind in schema.types]
        check(html, known=dict(zip(schema.names, types)), batch_size=batch_size, **function.arguments)
    return dataset.map_batches(
        function, batch_size=batch_size, batch_format="pyarrow", zero_copy_batch=True, **(map_options or {})
    )
