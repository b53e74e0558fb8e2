"""bodytext in a pipeline of datatrove: a step that keeps the metadata, and an extractor in the place of another.

>>> from bodytext.integrations.datatrove import BodytextStep  # doctest: +SKIP
>>> pipeline = [WarcReader("crawl/"), BodytextStep(favor="precision"), JsonlWriter("out/")]  # doctest: +SKIP
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.utils.typeshelper import StatHints

import bodytext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from datatrove.data import DocumentsPipeline

__all__ = ["BodytextExtractor", "BodytextStep"]

METADATA = ("title", "language", "confidence")


class BodytextExtractor(BaseExtractor):
    """An extractor as datatrove has them: the text of each page, in a process of its own, with a limit of time.

    It gives the text and nothing else. ``BodytextStep`` is faster, and keeps the metadata.

    Parameters
    ----------
    timeout : float, default 1
        The seconds that a page may take.
    **options
        As for ``bodytext.extract``.
    """

    name = "🍵 Bodytext"

    def __init__(self, timeout: float = 1, **options: Any) -> None:
        super().__init__(timeout)
        bodytext.Extractor(**options)  # raises what the options deserve, and not page by page
        self.options = options

    def extract(self, text: str) -> str:
        """The text of the article of a page; empty where it has none."""
        return bodytext.extract(text, **self.options).text


class BodytextStep(PipelineStep):
    """A step that makes articles of pages: their text, and of the rest what is wanted, in the metadata of the document.

    A document whose text is empty is dropped, as extractors of datatrove do; its status is counted.

    Parameters
    ----------
    metadata : list of str, default title, language, confidence
        The columns that go into the metadata, as for ``bodytext.extract_batch``. What a page does not say stays as it was.
    url_key : str or None, default 'url'
        Where the metadata has the address of the page.
    keep_empty : bool, default False
        Whether documents without text go on.
    batch_size : int, default 64
        How many pages are held at once.
    threads : int or None, default 1
        How many threads do the work.
    **options
        As for ``bodytext.extract``.
    """

    type = "🛢 - EXTRAC"
    name = "🍵 Bodytext"

    def __init__(
        self,
        metadata: Iterable[str] = METADATA,
        *,
        url_key: str | None = "url",
        keep_empty: bool = False,
        batch_size: int = 64,
        threads: int | None = 1,
        **options: Any,
    ) -> None:
        super().__init__()
        if isinstance(metadata, str):
            raise TypeError("metadata: expected a list of column names, not str")
        if not isinstance(batch_size, int):
            raise TypeError(f"batch_size: expected int, not {type(batch_size).__name__}")
        if batch_size < 1:
            raise ValueError(f"batch_size: expected a number of 1 or more, not {batch_size}")
        self.metadata = list(metadata)
        self.url_key = url_key
        self.keep_empty = keep_empty
        self.batch_size = batch_size
        self.options = {"threads": threads, **options}
        self.columns = list(dict.fromkeys(["text", "status", *self.metadata]))
        bodytext.extract_batch([], columns=self.columns, **self.options)  # raises what the options deserve

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Give the documents on, with the text of their articles."""
        documents = iter(data)
        while batch := list(islice(documents, self.batch_size)):
            with self.track_time("batch"):
                urls = None if self.url_key is None else [document.metadata.get(self.url_key) for document in batch]
                pages = [document.text for document in batch]
                rows = bodytext.extract_batch(pages, urls, columns=self.columns, **self.options).to_pylist()
            for document, row in zip(batch, rows):
                self.stat_update(StatHints.total)
                self.stat_update(f"status_{row['status']}")
                document.text = row["text"] or ""
                document.metadata.update({name: row[name] for name in self.metadata if row[name] is not None})
                if document.text or self.keep_empty:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                else:
                    self.stat_update(StatHints.dropped)
