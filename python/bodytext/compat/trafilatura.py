"""A drop-in for trafilatura: ``from bodytext.compat import trafilatura``.

The arguments that people use most mean the same. What is not supported raises ``NotImplementedError``, unless it has its default value.
Nothing is fetched: ``fetch_url`` has no place here.

>>> from bodytext.compat import trafilatura
>>> trafilatura.extract("<title>Tea</title><p>Green tea wants <b>patience</b>.</p>", output_format="markdown")
'Green tea wants **patience**.'
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import asdict, dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import bodytext

from ._pages import page
from ._plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Document", "bare_extraction", "extract", "extract_metadata", "extract_with_metadata"]

_FORMATS = ("txt", "markdown", "html", "json")

#: What has a value that asks for nothing.
_DEFAULTS: dict[str, Any] = {"extensive": True}


@dataclass
class Document:
    """What ``bare_extraction`` and ``extract_metadata`` give. There are no trees (``body``, ``commentsbody``), and ``fingerprint`` is None."""

    title: str | None = None
    author: str | None = None
    url: str | None = None
    hostname: str | None = None
    description: str | None = None
    sitename: str | None = None
    date: str | None = None
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    fingerprint: str | None = None
    id: str | None = None
    license: str | None = None
    comments: str | None = None
    raw_text: str | None = None
    text: str | None = None
    language: str | None = None
    image: str | None = None
    pagetype: str | None = None
    filedate: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the fields as a dict."""
        return asdict(self)


def extract(
    filecontent: Any,
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
    include_formatting: bool | None = None,
    include_links: bool = False,
    deduplicate: bool = False,
    date_extraction_params: dict[str, Any] | None = None,
    with_metadata: bool = False,
    only_with_metadata: bool = False,
    max_tree_size: int | None = None,
    url_blacklist: Iterable[str] | None = None,
    author_blacklist: Iterable[str] | None = None,
    settingsfile: str | None = None,
    prune_xpath: Any = None,
    **others: Any,
) -> str | None:
    """Extract the text of a page, as ``trafilatura.extract`` does; None where there is none.

    Parameters
    ----------
    filecontent : str, bytes, tree of lxml or response
        The page; None gives None.
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
        What of the article to give. Formatting makes Markdown of ``'txt'``; without it that has a line for each block.
    with_metadata : bool
        Whether the metadata comes first, or, in JSON, along.
    only_with_metadata : bool
        Gives None for a page without a title, a date or an address, and the metadata along with others.
    url_blacklist, author_blacklist : collection of str, optional
        Addresses of which None is given, and names that are no authors.
    deduplicate, tei_validation, date_extraction_params, max_tree_size, settingsfile, prune_xpath, **others
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
    found = _found(
        filecontent,
        url=url,
        record_id=record_id,
        favor_precision=favor_precision,
        favor_recall=favor_recall,
        include_comments=include_comments,
        include_tables=include_tables,
        include_images=include_images,
        target_language=target_language,
        only_with_metadata=only_with_metadata,
        url_blacklist=url_blacklist,
        author_blacklist=author_blacklist,
        unsupported={
            "deduplicate": deduplicate,
            "tei_validation": tei_validation,
            "date_extraction_params": date_extraction_params,
            "max_tree_size": max_tree_size,
            "settingsfile": settingsfile,
            "prune_xpath": prune_xpath,
            **others,
        },
    )
    if found is None:
        return None
    article, document = found
    with_metadata = with_metadata or only_with_metadata
    if output_format == "json":
        document.text = plain(article, links=include_links, images=include_images)
        return json.dumps(_record(document, with_metadata), ensure_ascii=False)
    if output_format == "html":
        return _page(article.to_html(links=include_links), document if with_metadata else None)
    text = _text(article, output_format, include_formatting, include_links, include_images)
    return _header(document) + text if with_metadata else text


def extract_with_metadata(filecontent: Any, url: str | None = None, record_id: str | None = None, **arguments: Any) -> Document | None:
    """Extract the text and the metadata of a page, as ``trafilatura.extract_with_metadata`` does; None where there is no text.

    Parameters
    ----------
    filecontent : str, bytes, tree of lxml or response
        The page.
    url : str, optional
        Its address.
    record_id : str, optional
        What the metadata has as ``id``.
    **arguments
        As for ``bare_extraction``; ``output_format`` is that of the text, ``'txt'`` by default.

    Returns
    -------
    Document or None
    """
    document = bare_extraction(filecontent, url, **{"output_format": "txt", **arguments, "as_dict": False})
    if isinstance(document, Document):
        document.id = record_id
        return document
    return None


def bare_extraction(
    filecontent: Any,
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
    include_formatting: bool | None = None,
    include_links: bool = False,
    deduplicate: bool = False,
    date_extraction_params: dict[str, Any] | None = None,
    with_metadata: bool = False,
    only_with_metadata: bool = False,
    max_tree_size: int | None = None,
    url_blacklist: Iterable[str] | None = None,
    author_blacklist: Iterable[str] | None = None,
    as_dict: bool = False,
    **others: Any,
) -> Document | dict[str, Any] | None:
    """Extract the text and the metadata of a page, as ``trafilatura.bare_extraction`` does; None where there is no text.

    Parameters
    ----------
    filecontent : str, bytes, tree of lxml or response
        The page; None gives None.
    as_dict : bool
        Whether to give a dict instead of a document.
    output_format : {'python', 'txt', 'markdown'}
        The form of its ``text``; ``'python'`` is that of ``'txt'``.
    url, fast, no_fallback, favor_precision, favor_recall, include_comments, target_language
        As for ``extract``.
    include_tables, include_images, include_formatting, include_links
        As for ``extract``.
    deduplicate, date_extraction_params, with_metadata, only_with_metadata, max_tree_size, url_blacklist, author_blacklist, **others
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
    if output_format not in ("python", "txt", "markdown"):
        raise NotImplementedError(f"output_format: {output_format!r} is not supported here, only 'python', 'txt', 'markdown'")
    found = _found(
        filecontent,
        url=url,
        record_id=None,
        favor_precision=favor_precision,
        favor_recall=favor_recall,
        include_comments=include_comments,
        include_tables=include_tables,
        include_images=include_images,
        target_language=target_language,
        only_with_metadata=only_with_metadata,
        url_blacklist=url_blacklist,
        author_blacklist=author_blacklist,
        unsupported={
            "deduplicate": deduplicate,
            "date_extraction_params": date_extraction_params,
            "max_tree_size": max_tree_size,
            **others,
        },
    )
    if found is None:
        return None
    article, document = found
    document.text = _text(article, output_format, include_formatting, include_links, include_images)
    return document.as_dict() if as_dict else document


def extract_metadata(
    filecontent: Any,
    default_url: str | None = None,
    date_config: dict[str, Any] | None = None,
    extensive: bool = True,
    author_blacklist: Iterable[str] | None = None,
    **others: Any,
) -> Document:
    """Extract the metadata of a page, as ``trafilatura.extract_metadata`` does.

    Parameters
    ----------
    filecontent : str, bytes, tree of lxml or response
        The page.
    default_url : str, optional
        Its address.
    author_blacklist : collection of str, optional
        Names that are no authors.
    date_config, extensive, **others
        Not supported.

    Returns
    -------
    Document
    """
    _refuse({"date_config": date_config, "extensive": extensive, **others})
    html = page(filecontent, "filecontent")
    document = _document(bodytext.extract(html, url=default_url), default_url, None, author_blacklist)
    document.raw_text = document.comments = None
    return document


def _refuse(unsupported: dict[str, Any]) -> None:
    """Raise where something was asked for that is not supported."""
    for name, value in unsupported.items():
        if value != _DEFAULTS[name] if name in _DEFAULTS else value:
            raise NotImplementedError(f"{name}: not supported by bodytext.compat.trafilatura")


def _found(
    filecontent: Any,
    *,
    url: str | None,
    record_id: str | None,
    favor_precision: bool,
    favor_recall: bool,
    include_comments: bool,
    include_tables: bool,
    include_images: bool,
    target_language: str | None,
    only_with_metadata: bool,
    url_blacklist: Iterable[str] | None,
    author_blacklist: Iterable[str] | None,
    unsupported: dict[str, Any],
) -> tuple[bodytext.Article, Document] | None:
    """Give the article of a page with its fields; None where it has no text, or is not wanted."""
    _refuse(unsupported)
    if filecontent is None:  # as a page that could not be fetched
        return None
    prune = ([] if include_tables else ["table"]) + ([] if include_images else ["img", "picture"])
    article = bodytext.extract(
        page(filecontent, "filecontent"),
        url=url,
        favor="precision" if favor_precision else "recall" if favor_recall else "balanced",
        comments="auto" if include_comments else "drop",
        prune=prune,
    )
    if not article.text:
        return None
    document = _document(article, url, record_id, author_blacklist)
    if target_language and document.language and document.language.split("-")[0] != target_language:
        return None
    if only_with_metadata and not (document.title and document.date and document.url):
        return None
    if document.url and document.url in set(url_blacklist or ()):
        return None
    return article, document


def _document(
    article: bodytext.Article,
    url: str | None,
    record_id: str | None,
    author_blacklist: Iterable[str] | None,
) -> Document:
    """Give the fields of a document, all but its text."""
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
        hostname=_host(address),
        description=article.description,
        sitename=article.site_name,
        date=published["iso"][:10] if published and published["iso"] else None,
        categories=known["categories"],
        tags=known["tags"],
        id=record_id,
        license=known["license"],
        comments="",
        raw_text=" ".join(article.text.split()),
        language=article.language,
        image=lead["url"] if lead else None,
        pagetype=article.page_type,
        filedate=datetime.date.today().isoformat(),
    )


def _host(address: str | None) -> str | None:
    """Give the name of the host of an address, without ``www``; None where it is not one."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host[4:] if host and host.startswith("www.") else host


def _record(document: Document, with_metadata: bool) -> dict[str, Any]:
    """Give a document under the names that trafilatura has for it in JSON."""
    fields = document.as_dict()
    if not with_metadata:
        return {name: fields[name] for name in ("text", "comments")}
    fields["source"] = fields.pop("url")
    fields["source-hostname"] = fields.pop("sitename")
    fields["excerpt"] = fields.pop("description")
    fields["categories"] = ";".join(fields.pop("categories"))
    fields["tags"] = ";".join(fields.pop("tags"))
    return fields


def _text(article: bodytext.Article, output_format: str, formatting: bool | None, links: bool, images: bool) -> str:
    """Give Markdown where it is asked for, else lines; without a newline at the end."""
    if output_format == "markdown" if formatting is None else formatting:
        return article.to_markdown(links="inline" if links else "text").rstrip("\n")
    return plain(article, links=links, images=images)


def _page(body: str, document: Document | None) -> str:
    """Give a page of HTML with the article as its body, and the metadata in its head where there is a document."""
    head = ""
    if document is not None:
        names = ("sitename", "title", "author", "date", "url", "hostname", "description", "categories", "tags", "id", "license")
        values = {name: getattr(document, name) for name in names}
        texts = {name: "; ".join(value) if isinstance(value, list) else value for name, value in values.items() if value}
        tags = "".join(f'<meta name="{name}" content="{escape(text)}">\n' for name, text in texts.items())
        head = f"<head>\n{tags}</head>\n"
    return f"<html>\n{head}<body>\n{body.rstrip()}\n</body>\n</html>"


def _header(document: Document) -> str:
    """Give the metadata as trafilatura writes it before the text: as YAML."""
    names = ("title", "author", "url", "hostname", "description", "sitename", "date", "categories", "tags", "id", "license")
    values = {name: getattr(document, name) for name in names}
    return "---\n" + "".join(f"{name}: {_scalar(value)}\n" for name, value in values.items() if value) + "---\n"


def _scalar(value: Any) -> str:
    """Give a value as YAML reads it: a string bare where it cannot be taken for something else."""
    if isinstance(value, str) and re.fullmatch(r"[^\W\d_](?:[^:#\s]|[:#](?=[^\s#])|[ ](?=[^\s#]))*", value):
        if value.lower() not in ("true", "false", "null", "yes", "no", "on", "off", "y", "n"):
            return value
    return json.dumps(value, ensure_ascii=False)
