"""The drop-ins for trafilatura and readability-lxml."""

from __future__ import annotations

import html
import inspect
import json

import pytest

import bodytext
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
    assert "[how to tell](https://tea.example/kettle)" in full and "![A cup](https://tea.example/cup.jpg)" in full
    written = trafilatura.extract(PAGE, output_format="html")
    assert written.startswith("<html>\n<body>\n<p>Green tea") and "<p>Pour the water" in written and "<a" not in written
    headed = trafilatura.extract(PAGE, url=URL, with_metadata=True)
    assert headed == trafilatura.extract(PAGE, url=URL, only_with_metadata=True)
    assert headed.startswith("---\ntitle: How to brew green tea\nauthor: Ada Lind; Ben Sato\n") and headed.endswith(text)
    assert 'date: "2021-07-08"\n' in headed and "url: https://tea.example/green\n" in headed
    page = trafilatura.extract(PAGE, url=URL, output_format="html", with_metadata=True)
    assert '<head>\n<meta name="sitename" content="The Leaf">\n<meta name="title"' in page


POST = """<p>Water, <a href=/k>not <b>boiling</b></a>, 茶 and <a href=/l>leaves</a>.</p><h2>Steps</h2>
<ol><li>Wait.<ul><li>Long.</li></ul></li><li><p>Pour.</p><p>Drink.</p></li></ol><blockquote><p>Good.</p></blockquote>
<table><caption>Heat</caption><tr><th>Tea<th>Degrees</tr><tr><td>Sencha, <a href=/s>mild</a><td>80</table>
<pre>boil(water)\nwait(2)</pre><figure><img src=cup.jpg alt="A cup"><figcaption>Clay.</figcaption></figure><p>One<br>two.</p>"""

LINES = """Water, not boiling, 茶 and leaves.
Steps
- Wait.
- Long.
- Pour.
Drink.
Good.
Heat
| Tea | Degrees |
|---|---|
| Sencha, mild | 80 |
boil(water)
wait(2)
One
two."""


def test_trafilatura_gives_a_line_for_each_block():
    assert [line for line in trafilatura.extract(POST).splitlines() if line != "Clay."] == LINES.splitlines()
    linked = trafilatura.extract(POST, url=URL, include_links=True, include_images=True).splitlines()
    assert linked[0] == "Water, [not boiling](https://tea.example/k), 茶 and [leaves](https://tea.example/l)."
    assert "| Sencha, [mild](https://tea.example/s) | 80 |" in linked
    assert linked[linked.index("![A cup](https://tea.example/cup.jpg)") + 1] == "Clay."
    deep = "<ul><li>a" * 1000
    assert trafilatura.extract(deep).startswith("- a\n- a\n")


def test_trafilatura_gives_records():
    names = ["title", "author", "hostname", "date", "fingerprint", "id", "license", "comments", "raw_text", "text", "language", "image"]
    names += ["pagetype", "filedate", "source", "source-hostname", "excerpt", "categories", "tags"]
    record = json.loads(trafilatura.extract(PAGE, url=URL, record_id="7", output_format="json", with_metadata=True))
    assert list(record) == names
    assert record["text"] == trafilatura.extract(PAGE) and record["raw_text"] == " ".join(record["text"].split())
    assert (record["author"], record["date"], record["id"]) == ("Ada Lind; Ben Sato", "2021-07-08", "7")
    assert (record["source"], record["hostname"], record["source-hostname"]) == (URL, "tea.example", "The Leaf")
    assert (record["excerpt"], record["categories"], record["tags"]) == ("Water, leaves, patience.", "", "")
    tagged = PAGE.replace("</head>", '<meta property="article:tag" content="Sencha"><meta property="article:tag" content="Water"></head>')
    record = json.loads(trafilatura.extract(tagged, url="https://www.tea.example/", output_format="json", only_with_metadata=True))
    assert (record["tags"], record["hostname"]) == ("Sencha;Water", "tea.example")
    assert list(json.loads(trafilatura.extract(PAGE, output_format="json"))) == ["text", "comments"]


WORDS = ["Tea: a story", "yes", "2021", "# Tea", 'The "best" tea', "- tea", "Tea #1", "a\\b", "[tea]", "Tea:", "茶 and tea", "*tea*", "Tea!"]


@pytest.mark.parametrize("words", WORDS)
def test_trafilatura_writes_a_header_that_yaml_reads(words):
    yaml = pytest.importorskip("yaml")
    page = PAGE.replace("Water, leaves, patience.", html.escape(words))
    header = trafilatura.extract(page, with_metadata=True).split("---\n")[1]
    assert yaml.safe_load(header)["description"] == bodytext.extract(page).description == words


class Response:
    """What is fetched: with the body as data."""

    data = PAGE.encode()


def test_pages_come_as_those_libraries_take_them():
    text = trafilatura.extract(PAGE)
    assert trafilatura.extract(Response()) == trafilatura.extract(bytearray(PAGE.encode())) == text
    assert trafilatura.extract(None) is trafilatura.bare_extraction(None) is trafilatura.extract_with_metadata(None) is None
    lxml_html = pytest.importorskip("lxml.html")
    tree = lxml_html.fromstring(PAGE)
    assert trafilatura.extract(tree) == trafilatura.extract(tree.getroottree()) == text
    assert trafilatura.extract_metadata(tree).title == "How to brew green tea"
    assert Document(tree, url=URL).summary() == Document(PAGE, url=URL).summary()
    [article] = tree.findall(".//article")
    article.tail = "No part of it."
    assert "No part" not in trafilatura.extract(article)


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
    assert "## Water" in trafilatura.bare_extraction("<p>Tea.</p><h2>Water</h2><p>Hot.</p>", output_format="markdown").text
    both = trafilatura.extract_with_metadata(PAGE, URL, "7")
    assert (both.id, both.title, both.text) == ("7", "How to brew green tea", trafilatura.extract(PAGE))
    metadata = trafilatura.extract_metadata(PAGE, default_url=URL)
    assert (metadata.url, metadata.description, metadata.text) == (URL, "Water, leaves, patience.", None)


def test_readability_gives_summaries():
    document = Document(PAGE, url=URL)
    assert (document.title(), document.short_title()) == ("How to brew green tea - The Leaf", "How to brew green tea")
    assert document.author() == "Ada Lind, Ben Sato" and Document("<title>Tea</title><p>Green.</p>").title() == "Tea"
    assert Document("<TITLE lang=de>\n Gr\xfcner  Tee &amp; Pu&ndash;erh</TITLE>".encode("latin-1")).title() == "Gr\xfcner Tee & Pu\u2013erh"
    assert Document("<title " * 100_000).title() == Document("<title>" * 100_000).title() == "[no-title]"
    assert Document(PAGE, None, None, URL, 25, 250, False, "discard").summary() == document.summary()
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
        (lambda: trafilatura.extract(3), TypeError, "filecontent: expected str, bytes or a tree of lxml, not int"),
        (lambda: trafilatura.bare_extraction(PAGE, output_format="xml"), NotImplementedError, "output_format: 'xml'"),
        (lambda: trafilatura.extract_metadata(PAGE, date_config={"original_date": False}), NotImplementedError, "date_config: not"),
        (lambda: trafilatura.extract_metadata(PAGE, extensive=False), NotImplementedError, "extensive: not supported"),
        (lambda: Document(None), TypeError, "input: expected str, bytes or a tree of lxml, not NoneType"),
        (lambda: Document(PAGE, min_text_length=50), NotImplementedError, "min_text_length: not supported"),
        (lambda: Document(PAGE, handle_failures="raise"), NotImplementedError, "handle_failures: not supported"),
        (lambda: Document(PAGE, positive_keywords="tea"), NotImplementedError, "positive_keywords: not supported"),
        (lambda: Document(PAGE).content(), NotImplementedError, "content: not supported"),
        (lambda: Document(PAGE).get_clean_html(), NotImplementedError, "get_clean_html: not supported"),
    ],
)
def test_what_is_not_supported_says_so(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_names_and_arguments_are_those_of_trafilatura():
    original = pytest.importorskip("trafilatura")
    for name in ("extract", "bare_extraction", "extract_metadata"):
        own = [p for p in inspect.signature(getattr(trafilatura, name)).parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD]
        theirs = inspect.signature(getattr(original, name)).parameters
        # By position they mean the same.
        assert [(p.name, p.default) for p in own] == [(p.name, p.default) for p in theirs.values()][: len(own)]
    for arguments in ({}, {"with_metadata": True}, {"only_with_metadata": True}):
        records = [json.loads(each.extract(PAGE, url=URL, output_format="json", **arguments)) for each in (original, trafilatura)]
        assert set(records[0]) == set(records[1])
    theirs, own = (each.extract(PAGE, url=URL, include_links=True) for each in (original, trafilatura))
    assert own.split() == theirs.removeprefix("How to brew green tea").split()


def test_names_and_arguments_are_those_of_readability():
    original = pytest.importorskip("readability").Document
    ours, theirs = inspect.signature(Document).parameters, inspect.signature(original).parameters
    assert [(p.name, p.default) for p in ours.values()] == [(p.name, p.default) for p in theirs.values()]
    for name in ("title", "short_title", "author"):
        if hasattr(original, name):
            assert isinstance(getattr(Document(PAGE), name)(), str)
    assert Document(PAGE).title() == original(PAGE).title()
