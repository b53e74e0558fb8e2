"""A drop-in for readability-lxml: ``from bodytext.compat.readability import Document``.

>>> from bodytext.compat.readability import Document
>>> document = Document("<title>Tea</title><p>Green tea wants <b>patience</b>.</p>")
>>> document.title()
'Tea'
>>> document.summary(html_partial=True)
'<div><p>Green tea wants <strong>patience</strong>.</p>\\n</div>'
"""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import Any

import bodytext

from ._pages import page

__all__ = ["Document"]


class Document:
    """A page, as ``readability.Document`` has it. It is read when it is first asked something.

    Parameters
    ----------
    input : str, bytes or tree of lxml
        The page.
    url : str, optional
        Its address, against which links and images are resolved.
    positive_keywords, negative_keywords, min_text_length, retry_length, xpath, handle_failures
        What tunes the algorithm of readability is not supported, since there is another one here; its default values are taken.

    Raises
    ------
    NotImplementedError
        Where an argument is not supported.
    """

    def __init__(
        self,
        input: Any,
        positive_keywords: Any = None,
        negative_keywords: Any = None,
        url: str | None = None,
        min_text_length: int = 25,
        retry_length: int = 250,
        xpath: bool = False,
        handle_failures: str | None = "discard",
    ) -> None:
        unsupported = {
            "positive_keywords": bool(positive_keywords),
            "negative_keywords": bool(negative_keywords),
            "min_text_length": min_text_length != 25,
            "retry_length": retry_length != 250,
            "xpath": bool(xpath),
            "handle_failures": handle_failures not in ("discard", None),
        }
        for name, is_asked in unsupported.items():
            if is_asked:
                raise NotImplementedError(f"{name}: not supported by bodytext.compat.readability")
        self._input = page(input, "input")
        self._url = url

    @cached_property
    def _article(self) -> bodytext.Article:
        return bodytext.extract(self._input, url=self._url)

    def title(self) -> str:
        """Give the title of the page, often with the name of its site, ``'[no-title]'`` where there is none."""
        return self._page_title or self.short_title()

    @cached_property
    def _page_title(self) -> str:
        """What stands in ``<title>``."""
        text = self._decoded()
        tag = re.compile(r"<title[\s>]", re.IGNORECASE).search(text)
        start = text.find(">", tag.end() - 1) if tag else -1
        end = re.compile("</title", re.IGNORECASE).search(text, start) if start >= 0 else None
        return " ".join(unescape(text[start + 1 : end.start()]).split()) if end else ""

    def _decoded(self) -> str:
        """The page as text."""
        if isinstance(self._input, str):
            return self._input
        try:
            return self._input.decode(self._article.encoding or "utf-8", "replace")
        except LookupError:  # an encoding of the web that Python does not know
            return self._input.decode("utf-8", "replace")

    def short_title(self) -> str:
        """Give the title of the article, without the name of the site, ``'[no-title]'`` where there is none."""
        return self._article.title or "[no-title]"

    def author(self) -> str:
        """Give the authors in a line, ``'[no-author]'`` where there is none."""
        return ", ".join(self._article.authors) or "[no-author]"

    def summary(self, html_partial: bool = False) -> str:
        """Give the article as HTML.

        Parameters
        ----------
        html_partial : bool, default False
            Whether to leave out ``<html>`` and ``<body>``.
        """
        part = f"<div>{self._article.to_html()}</div>"
        return part if html_partial else f"<html><body>{part}</body></html>"

    def content(self) -> str:
        """Raise: the page itself is not kept as a tree."""
        raise NotImplementedError("content: not supported by bodytext.compat.readability, use summary")

    def get_clean_html(self) -> str:
        """Raise: the page itself is not kept as a tree."""
        raise NotImplementedError("get_clean_html: not supported by bodytext.compat.readability, use summary")
