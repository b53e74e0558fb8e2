"""A drop-in for readability-lxml: ``from bodytext.compat.readability import Document``.

>>> from bodytext.compat.readability import Document
>>> document = Document("<title>Tea</title><p>Green tea wants <b>patience</b>.</p>")
>>> document.title()
'Tea'
>>> document.summary(html_partial=True)
'<div><p>Green tea wants <strong>patience</strong>.</p>\\n</div>'
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import bodytext

__all__ = ["Document"]


class Document:
    """A page, as ``readability.Document`` has it. It is read when it is first asked something.

    Parameters
    ----------
    input : str or bytes
        The page.
    url : str, optional
        Its address, against which links and images are resolved.
    **others
        What tunes the algorithm of readability (``positive_keywords``, ``negative_keywords``, ``min_text_length``,
        ``retry_length``, ``xpath``, ``handle_failures``) is not supported, since there is another one here.

    Raises
    ------
    NotImplementedError
        Where an argument is not supported.
    """

    def __init__(self, input: str | bytes, url: str | None = None, **others: Any) -> None:
        for name, value in others.items():
            if value is not None:
                raise NotImplementedError(f"{name}: not supported by bodytext.compat.readability")
        self._input = input
        self._url = url

    @cached_property
    def _article(self) -> bodytext.Article:
        return bodytext.extract(self._input, url=self._url)

    def title(self) -> str:
        """Give the title of the article, ``'[no-title]'`` where there is none."""
        return self._article.title or "[no-title]"

    def short_title(self) -> str:
        """Give the same: it is without the name of the site in any case."""
        return self.title()

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
