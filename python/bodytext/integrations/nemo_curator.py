"""bodytext in NeMo Curator, in the place of its extractors of HTML.

>>> from bodytext.integrations.nemo_curator import BodytextExtractor
>>> BodytextExtractor().extract_text("<p>Green tea.</p><p>It wants patience.</p>", frozenset(), "ENGLISH")
['Green tea.', 'It wants patience.']

    CommonCrawlDownloadExtractStage(..., html_extraction=BodytextExtractor(favor="precision"))

Without NeMo Curator the class is there all the same, so that pipelines can be built and tested where it is not.
"""

from __future__ import annotations

from typing import Any

import bodytext

try:
    from nemo_curator.stages.text.download.html_extractors import HTMLExtractorAlgorithm as Base
except ImportError:
    try:  # before version 1.0
        from nemo_curator.download.commoncrawl import HTMLExtractorAlgorithm as Base
    except ImportError:
        Base = object

__all__ = ["BodytextExtractor"]


class BodytextExtractor(Base):
    """An ``HTMLExtractorAlgorithm``: the paragraphs of the article of a page.

    Parameters
    ----------
    headline : bool, default False
        Whether the title comes first.
    **options
        As for ``bodytext.extract``.
    """

    def __init__(self, headline: bool = False, **options: Any) -> None:
        self.options = {"headline": headline, **options}
        bodytext.Extractor(**self.options)  # raises what the options deserve

    def extract_text(self, html: str, stop_words: frozenset[str] | None = None, language: str | None = None) -> list[str] | None:
        """The paragraphs of the article.

        Parameters
        ----------
        html : str
            The page.
        stop_words, language
            Of the interface; what the text is, is found without them.

        Returns
        -------
        list of str or None
            None where the page has no text. Joined by empty lines they are the text of ``bodytext.extract``.
        """
        text = bodytext.extract(html, **self.options).text
        return text.split("\n\n") if text else None
