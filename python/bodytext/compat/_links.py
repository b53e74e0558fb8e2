"""Rendering without links or images."""

from __future__ import annotations

import re

import bodytext

# What this library writes is well-formed XML: an attribute has no `<` and ends at its quotation mark.
_LINK = re.compile(r"""</?a(?:\s+[^\s=>]+="[^"]*")*\s*>""")


def without_links(article: bodytext.Article) -> bodytext.Article:
    """Give an article with the text of its links and without the links."""
    return bodytext.extract(_LINK.sub("", article.to_html()), scope="body", markdown=False)
