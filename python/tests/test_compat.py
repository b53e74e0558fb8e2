"""The drop-ins for trafilatura and readability-lxml."""

from __future__ import annotations

import json

import pytest

from bodytext.compat import trafilatura
from bodytext.compat.readability import Document
from conftest import PAGE

URL = "https://tea.example/green"


def test_trafilatura_gives_text_in_its_forms():
    text = trafilatura.extract(PAGE)
    assert text.startswith("Green tea wants patience") and "how to tell without" in text and "[" not in text
    assert trafilatura.extract(PAGE.encode(), url=URL) == text
    markdown = trafilatura.extract(PAGE, url=URL, output_format="markdown")
    assert "how to tell" in markdown and "https" not in markdown and "![" not in markdown
    full = trafilatura.extract(PAGE, url=URL, include_links=True, include_images=True)
    assert "[how to tell](https://tea.example/kettle" in full and "![A cup](https://tea.example/cup.jpg)" in full
    html = trafilatura.extract(PAGE, output_format="html")
    assert "<p>Pour the water" in html and "<a" not in html
    record = json.loads(trafilatura.extract(PAGE, url=URL, output_format="json", with_metadata=True))
    assert record["text"] == text and record["author"] == "Ada Lind; Ben Sato" and record["date"] == "2021-07-08"
    headed = trafilatura.extract(PAGE, url=URL, with_metadata=True)
    assert headed.startswith("---\ntitle: How to brew green tea\nauthor: Ada Lind; Ben Sato\n") and headed.endswith(text)


def test_trafilatura_leaves_out_what_is_not_wanted():
    post = "<p>Green tea.</p><table><tr><td>Sencha<td>80</table><div id=comments><p>I like it.</p></div>"
    assert "Sencha" in trafilatura.extract(post)
    assert trafilatura.extract(post, include_tables=False, include_comments=False) == "Green tea."
    assert trafilatura.extract("<title>Tea</title>") is None
    assert trafilatura.extract("") is None
    assert trafilatura.extract(PAGE, target_language="de") is None and trafilatura.extract(PAGE, target_language="en")
    assert trafilatura.extract(PAGE, url=URL, url_blacklist={URL}) is None
    assert trafilatura.extract(PAGE, only_with_metadata=True) is None
    assert trafilatura.extract(PAGE, url=URL, only_with_metadata=True, favor_precision=True)


def test_trafilatura_gives_documents():
    document = trafilatura.bare_extraction(PAGE, url=URL, author_blacklist=["ben sato"])
    assert (document.title, document.author, document.hostname) == ("How to brew green tea", "Ada Lind", "tea.example")
    assert document.sitename == "The Leaf" and document.as_dict()["text"] == document.text
    assert trafilatura.bare_extraction(PAGE, as_dict=True)["date"] == "2021-07-08"
    metadata = trafilatura.extract_metadata(PAGE, default_url=URL)
    assert (metadata.url, metadata.description, metadata.text) == (URL, "Water, leaves, patience.", None)


def test_readability_gives_summaries():
    document = Document(PAGE, url=URL)
    assert (document.title(), document.short_title(), document.author()) == (*["How to brew green tea"] * 2, "Ada Lind, Ben Sato")
    assert document.summary().startswith("<html><body><div><p>Green tea wants patience")
    assert document.summary(html_partial=True).startswith("<div><p>") and 'href="https://tea.example/kettle"' in document.summary()
    assert Document("").title() == "[no-title]"


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: trafilatura.extract(PAGE, output_format="xmltei"), ValueError, "output_format: 'xmltei' is not supported"),
        (lambda: trafilatura.extract(PAGE, prune_xpath="//div"), NotImplementedError, "prune_xpath: not supported"),
        (lambda: trafilatura.extract(PAGE, settingsfile="a.cfg"), NotImplementedError, "settingsfile: not supported"),
        (lambda: trafilatura.bare_extraction(PAGE, deduplicate=True), NotImplementedError, "deduplicate: not supported"),
        (lambda: trafilatura.extract(None), TypeError, "html: expected str or bytes"),
        (lambda: Document(PAGE, positive_keywords="tea"), NotImplementedError, "positive_keywords: not supported"),
        (lambda: Document(PAGE).content(), NotImplementedError, "content: not supported"),
        (lambda: Document(PAGE).get_clean_html(), NotImplementedError, "get_clean_html: not supported"),
    ],
)
def test_what_is_not_supported_says_so(call, error, words):
    with pytest.raises(error, match=words):
        call()
