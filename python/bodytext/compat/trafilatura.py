"""A drop-in for trafilatura: ``from bodytext.compat import trafilatura``.

The arguments that people use most mean the same. What is not supported raises ``NotImplementedError``, unless it has its default value.
Nothing is fetched: ``fetch_url`` has no place here.

>>> from bodytext.compat import trafilatura
>>> trafilatura.extract("<title>Tea</title><p>Green tea wants <b>patience</b>.</p>", output_format="markdown")
'Green tea wants **patience**.'
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import bodytext

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Document", "bare_extraction", "extract", "extract_metadata"]

_FORMATS = ("txt", "markdown", "html", "json")


@dataclass
class Document:
    """What ``bare_extraction`` and ``extract_metadata`` give."""

    title: str | None = None
    author: str | None = None
    url: str | None = None
    hostname: str | None = None
    description: str | None = None
    sitename: str | None = None
    date: str | None = None
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    id: str | None = None
    license: str | None = None
    language: str | None = None
    image: str | None = None
    pagetype: str | None = None
    text: str | None = None
    comments: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the fields as a dict."""
        return asdict(self)


def extract(
    filecontent: str | bytes,
    url: str | None = None,
    record_id: str | None = None,
    fast: bool = False,
    no_fallback: bool = False,
    favor_precision: bool = False,
    favor_recall: bool = False,
    include_comments: bool = True,
    output_format: str = "txt",
    tei_validation: bool = False,
    target_language: str | None = None,
    include_tables: bool = True,
    include_images: bool = False,
    include_formatting: bool = False,
    include_links: bool = False,
    deduplicate: bool = False,
    date_extraction_params: dict[str, Any] | None = None,
    with_metadata: bool = False,
    only_with_metadata: bool = False,
    url_blacklist: Iterable[str] | None = None,
    author_blacklist: Iterable[str] | None = None,
    prune_xpath: Any = None,
    **others: Any,
) -> str | None:
    """Extract the text of a page, as ``trafilatura.extract`` does; None where there is none.

    Parameters
    ----------
    filecontent : str or bytes
        The page.
    url : str, optional
        Its address, against which links and images are resolved.
    record_id : str, optional
        What the metadata has as ``id``.
    fast, no_fallback : bool
        Without effect: there is no fallback.
    favor_precision, favor_recall : bool
        Which mistake is the lesser one.
    include_comments : bool, default True
        False leaves readers' comments out of any page; True keeps them where they are the content, as in a forum.
    output_format : {'txt', 'markdown', 'html', 'json'}
        What to give.
    target_language : str, optional
        Two letters: None is given for a text in another language.
    include_tables, include_images, include_formatting, include_links : bool
        What of the article to give. Formatting makes Markdown of ``'txt'``.
    with_metadata : bool
        Whether the metadata comes first, or, in JSON, along.
    only_with_metadata : bool
        Gives None for a page without a title, a date or an address.
    url_blacklist, author_blacklist : collection of str, optional
        Addresses of which None is given, and names that are no authors.
    deduplicate, tei_validation, date_extraction_params, prune_xpath, **others
        Not supported.

    Returns
    -------
    str or None

    Raises
    ------
    ValueError
        Where the format is not one of those.
    NotImplementedError
        Where an argument is not supported.

    Examples
    --------
    >>> from bodytext.compat import trafilatura
    >>> trafilatura.extract("<p>Green tea.</p>", output_format="xml")
    Traceback (most recent call last):
    ...
    ValueError: output_format: 'xml' is not supported, only 'txt', 'markdown', 'html', 'json'
    """
    if output_format not in _FORMATS:
        known = ", ".join(map(repr, _FORMATS))
        raise ValueError(f"output_format: {output_format!r} is not supported, only {known}")
    article = _article(
        filecontent,
        url=url,
        favor_precision=favor_precision,
        favor_recall=favor_recall,
        include_comments=include_comments,
        include_tables=include_tables,
        include_images=include_images,
        unsupported={
            "deduplicate": deduplicate,
            "tei_validation": tei_validation,
            "date_extraction_params": date_extraction_params,
            "prune_xpath": prune_xpath,
            **others,
        },
    )
    if article is None:
        return None
    document = _document(article, url, record_id, author_blacklist)
    if not _is_wanted(document, target_language, only_with_metadata, url_blacklist):
        return None
    if output_format == "json":
        text = document.text if not include_formatting else _markdown(article, include_links)
        fields = document.as_dict() if with_metadata else {"comments": document.comments}
        return json.dumps({**fields, "text": text}, ensure_ascii=False)
    if output_format == "html":
        return article.to_html(links=include_links)
    if output_format == "markdown" or include_formatting or include_links:
        text = _markdown(article, include_links)
    else:
        text = article.text
    return _header(document) + text if with_metadata else text


def bare_extraction(
    filecontent: str | bytes,
    url: str | None = None,
    fast: bool = False,
    no_fallback: bool = False,
    favor_precision: bool = False,
    favor_recall: bool = False,
    include_comments: bool = True,
    output_format: str = "python",
    target_language: str | None = None,
    include_tables: bool = True,
    include_images: bool = False,
    include_formatting: bool = False,
    include_links: bool = False,
    with_metadata: bool = False,
    only_with_metadata: bool = False,
    url_blacklist: Iterable[str] | None = None,
    author_blacklist: Iterable[str] | None = None,
    as_dict: bool = False,
    **others: Any,
) -> Document | dict[str, Any] | None:
    """Extract the text and the metadata of a page, as ``trafilatura.bare_extraction`` does; None where there is no text.

    Parameters
    ----------
    filecontent : str or bytes
        The page.
    as_dict : bool
        Whether to give a dict instead of a document.
    output_format : {'python'}
        Nothing else is supported.
    url, fast, no_fallback, favor_precision, favor_recall, include_comments, target_language
        As for ``extract``.
    include_tables, include_images, include_formatting, include_links
        As for ``extract``.
    with_metadata, only_with_metadata, url_blacklist, author_blacklist, **others
        As for ``extract``. The metadata is given in any case.

    Returns
    -------
    Document, dict or None

    Examples
    --------
    >>> from bodytext.compat import trafilatura
    >>> document = trafilatura.bare_extraction("<title>Tea</title><p>Green tea.</p>", url="https://tea.example/1")
    >>> document.title, document.hostname, document.text
    ('Tea', 'tea.example', 'Green tea.')
    """
    if output_format != "python":
        raise NotImplementedError(f"output_format: {output_format!r} is not supported here, only 'python'")
    article = _article(
        filecontent,
        url=url,
        favor_precision=favor_precision,
        favor_recall=favor_recall,
        include_comments=include_comments,
        include_tables=include_tables,
        include_images=include_images,
        unsupported=others,
    )
    if article is None:
        return None
    document = _document(article, url, None, author_blacklist)
    if not _is_wanted(document, target_language, only_with_metadata, url_blacklist):
        return None
    if include_formatting or include_links:
        document.text = _markdown(article, include_links)
    return document.as_dict() if as_dict else document


def extract_metadata(
    filecontent: str | bytes,
    default_url: str | None = None,
    author_blacklist: Iterable[str] | None = None,
    **others: Any,
) -> Document:
    """Extract the metadata of a page, as ``trafilatura.extract_metadata`` does.

    Parameters
    ----------
    filecontent : str or bytes
        The page.
    default_url : str, optional
        Its address.
    author_blacklist : collection of str, optional
        Names that are no authors.
    **others
        Not supported.

    Returns
    -------
    Document
    """
    _refuse(others)
    document = _document(bodytext.extract(filecontent, url=default_url), default_url, None, author_blacklist)
    document.text = document.comments = None
    return document


def _refuse(unsupported: dict[str, Any]) -> None:
    """Raise where something was asked for that is not supported."""
    for name, value in unsupported.items():
        if value:
            raise NotImplementedError(f"{name}: not supported by bodytext.compat.trafilatura")


def _article(
    filecontent: str | bytes,
    *,
    url: str | None,
    favor_precision: bool,
    favor_recall: bool,
    include_comments: bool,
    include_tables: bool,
    include_images: bool,
    unsupported: dict[str, Any],
) -> bodytext.Article | None:
    """Give the article of a page, None where it has no text."""
    _refuse(unsupported)
    prune = ([] if include_tables else ["table"]) + ([] if include_images else ["img", "picture"])
    article = bodytext.extract(
        filecontent,
        url=url,
        favor="precision" if favor_precision else "recall" if favor_recall else "balanced",
        comments="auto" if include_comments else "drop",
        prune=prune,
    )
    return article if article.text else None


def _document(
    article: bodytext.Article,
    url: str | None,
    record_id: str | None,
    author_blacklist: Iterable[str] | None,
) -> Document:
    """Give the fields of a document."""
    known = article.metadata
    unwanted = {name.casefold() for name in author_blacklist or ()}
    authors = [name for name in article.authors if name.casefold() not in unwanted]
    address = known["canonical_url"] or url
    published = known["published"] or known["modified"]
    lead = known["lead_image"]
    return Document(
        title=article.title,
        author="; ".join(authors) or None,
        url=address,
        hostname=urlsplit(address).hostname if address else None,
        description=article.description,
        sitename=article.site_name,
        date=published["iso"][:10] if published and published["iso"] else None,
        categories=known["categories"],
        tags=known["tags"],
        id=record_id,
        license=known["license"],
        language=article.language,
        image=lead["url"] if lead else None,
        pagetype=article.page_type,
        text=article.text,
        comments="",
    )


def _is_wanted(
    document: Document,
    target_language: str | None,
    only_with_metadata: bool,
    url_blacklist: Iterable[str] | None,
) -> bool:
    """Whether a document is to be given."""
    if target_language and document.language and document.language.split("-")[0] != target_language:
        return False
    if only_with_metadata and not (document.title and document.date and document.url):
        return False
    return not (document.url and document.url in set(url_blacklist or ()))


def _markdown(article: bodytext.Article, include_links: bool) -> str:
    """Give Markdown, as trafilatura does without a newline at its end."""
    return article.to_markdown(links="inline" if include_links else "text").rstrip("\n")


def _header(document: Document) -> str:
    """Give the metadata as trafilatura writes it before the text."""
    names = ("title", "author", "url", "hostname", "description", "sitename", "date", "categories", "tags", "id", "license")
    values = {name: getattr(document, name) for name in names}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in values.items() if value) + "---\n"
