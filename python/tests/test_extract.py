"""One page: what goes in, what comes out, what is an error."""

from __future__ import annotations

import datetime
import json

import pytest

import bodytext


def test_an_article_has_its_parts(page):
    article = bodytext.extract(page, url="https://tea.example/posts/green")
    assert article.text.startswith("Green tea wants patience") and article.text.endswith("for the evening.")
    assert str(article) == article.text
    assert article.title == "How to brew green tea"
    assert article.authors == ["Ada Lind", "Ben Sato"]
    zone = datetime.timezone(datetime.timedelta(hours=8))
    assert article.published == datetime.datetime(2021, 7, 8, 16, 41, 32, tzinfo=zone)
    assert article.modified == datetime.datetime(2021, 7, 9) and article.modified.tzinfo is None
    assert (article.description, article.site_name, article.language) == ("Water, leaves, patience.", "The Leaf", "en")
    assert article.page_type == "article" and 0.2 < article.page_type_probability <= 1
    assert (article.status, article.status_reason, article.diagnostics) == ("found", None, [])
    assert 0.5 < article.confidence <= 1
    assert article.encoding is None
    assert len(article.paragraphs) == 2 and article.word_count > 70 and len(article.sentences()) >= 4
    [image] = article.images
    assert (image.url, image.raw, image.alt) == ("https://tea.example/posts/cup.jpg", "cup.jpg", "A cup")
    assert (image.width, image.height, image.caption, image.credit, image.link) == (600, 400, None, None, None)
    [link] = article.links
    assert (link.url, link.text, link.title) == ("https://tea.example/kettle", "how to tell", "Kettles")
    assert [block["kind"] for block in article.blocks] == ["paragraph", "image", "paragraph"]
    assert article.metadata["published"]["raw"] == "2021-07-08T16:41:32+08:00"
    assert "[how to tell](https://tea.example/kettle" in article.to_markdown()
    assert article.to_html(rel="nofollow").count('rel="nofollow"') == 1
    assert "how to tell without" in article.to_markdown(links="text", images=False)
    assert article.to_markdown(headline=True, front_matter=True).startswith('---\ntitle: "How to brew green tea"\n')
    assert "<a" not in article.to_html(links=False) and "<img" not in article.to_html(images=False)
    assert max(map(len, article.to_markdown(width=60, images=False, links="text").splitlines())) <= 60
    with pytest.raises(ValueError, match="links: expected 'inline', 'reference' or 'text', not 'none'"):
        article.to_markdown(links="none")
    assert article._repr_html_() == article.to_html()
    assert article.to_dict() == json.loads(article.to_json()) == json.loads(article.to_json(indent=True))
    assert article.excerpt(40) == "Green tea wants patience, say those who…"


def test_its_repr_helps(page):
    shown = repr(bodytext.extract(page))
    assert shown.startswith("<Article 'How to brew green tea': found, confidence 0.")
    assert "2 images" not in shown and "1 image," in shown and shown.endswith("…'>")
    shell = bodytext.extract("<noscript>Please enable JavaScript to run this app.</noscript><div id=app></div>", scope="page")
    assert repr(shell).startswith("<Article without title: empty (needs_script)")
    assert repr(bodytext.extract("<p>It's \"tea\"</p>")).endswith("""'It\\'s "tea"'>""")
    assert repr(bodytext.extract("<img src=a.png alt=Cup>").images) == "[<Image 'a.png' alt='Cup'>]"


def test_bytes_are_read_in_their_encoding():
    german = "<p>Grüner Tee, zwei Minuten.</p>"
    assert bodytext.extract(german.encode("utf-8")).encoding == "UTF-8"
    for kind in (bytes, bytearray, memoryview):
        assert bodytext.extract(kind(german.encode("latin-1")), charset="iso-8859-1").text == "Grüner Tee, zwei Minuten."
    assert bodytext.extract("<p>你好，世界。</p>".encode("gbk"), charset="text/html; charset=gbk").text == "你好，世界。"
    assert bodytext.extract(b"\x89PNG\r\n\x1a\n" + bytes(60)).status_reason == "not_html"


def test_hints_and_options_hold(page):
    assert bodytext.extract(page, headline=True).text.startswith("How to brew green tea\n\n")
    assert bodytext.extract(page, scope="body").text.startswith("Home Pots Cups")
    assert bodytext.extract("<p>a</p><p class=b>b</p><p id=c>c</p>", prune=[".b", "#c"]).text == "a"
    assert bodytext.extract("<p>a</p><p class=b hidden>b</p>", keep=".b").text == "a\n\nb"
    assert bodytext.extract("<p>a</p><div id=comments><p>b</p></div>", comments="drop").text == "a"
    assert bodytext.extract("## Tea\n\n**Green**", markdown=True).text == "Tea\n\nGreen"
    assert bodytext.extract("<p>Green tea.</p><p>Black tea.</p>", max_output=16).text == "Green tea."
    assert bodytext.extract("<p>Green tea.</p>", max_bytes=10**30).text == "Green tea."
    assert bodytext.extract(page, metadata_sources=["open_graph"]).authors == []
    assert bodytext.extract(page, title="Tea", language="de").title == "Tea"
    assert bodytext.extract(page, favor=None, keep=None) == bodytext.extract(page)
    noon = datetime.datetime(2024, 5, 2, 12, tzinfo=datetime.timezone.utc)
    posted = page.replace('<meta property="article:published_time" content="2021-07-08T16:41:32+08:00">', "")
    posted = posted.replace("</h1>", "</h1><p class=byline><time>2 hours ago</time></p>")
    assert bodytext.extract(posted, reference_time=noon).published.date() == noon.date()
    assert bodytext.extract(posted).published != bodytext.extract(posted, reference_time=noon).published


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"html": None}, TypeError, "html: expected str or bytes, not NoneType"),
        ({"html": 7}, TypeError, "html: expected str or bytes, not int"),
        ({"favour": "recall"}, TypeError, "unexpected option `favour`: known are scope, favor"),
        ({"favor": "speed"}, ValueError, "favor: `speed`"),
        ({"favor": 1}, TypeError, "favor: expected str, not int"),
        ({"scope": "article"}, ValueError, "scope: `article`"),
        ({"prune": "a:hover"}, ValueError, "prune: cannot use the selector `a:hover`"),
        ({"prune": 3}, TypeError, "prune: expected str or a list of str, not int"),
        ({"keep": [3]}, TypeError, "keep: expected str, not int"),
        ({"headline": 1}, TypeError, "headline: expected bool, not int"),
        ({"max_bytes": -1}, ValueError, "max_bytes: expected a number of 0 or more, not -1"),
        ({"max_bytes": -(10**40)}, ValueError, "max_bytes: expected a number of 0 or more"),
        ({"max_bytes": True}, TypeError, "max_bytes: expected int, not bool"),
        ({"metadata_sources": ["feed"]}, ValueError, "metadata_sources: `feed`"),
        ({"reference_time": datetime.datetime(2024, 5, 2)}, ValueError, "reference_time: the datetime has no zone"),
        ({"reference_time": "now"}, TypeError, "reference_time: expected a datetime with a zone, not str"),
        ({"url": 3}, TypeError, "url: expected str, not int"),
        ({"charset": b"gbk"}, TypeError, "charset: expected str, not bytes"),
    ],
)
def test_errors_name_the_argument(arguments, error, words):
    arguments = {"html": "<p>Tea.</p>", **arguments}
    with pytest.raises(error) as raised:
        bodytext.extract(arguments.pop("html"), **arguments)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda article: article.excerpt(-1), ValueError, "limit: expected a number of 0 or more, not -1"),
        (lambda article: article.excerpt("40"), TypeError, "limit: expected int, not str"),
        (lambda article: article.to_markdown(width=-1), ValueError, "width: expected a number of 0 or more, not -1"),
        (lambda article: article.to_markdown(width=7.5), TypeError, "width: expected int, not float"),
        (lambda article: article.to_markdown(links=True), TypeError, "links: expected str, not bool"),
        (lambda article: article.to_markdown(images=1), TypeError, "images: expected bool, not int"),
        (lambda article: article.to_html(rel=7), TypeError, "rel: expected str, not int"),
        (lambda article: article.to_html(captions="no"), TypeError, "captions: expected bool, not str"),
        (lambda article: article.to_json(indent=2), TypeError, "indent: expected bool, not int"),
        (lambda article: article.from_json(b"{}"), TypeError, "json: expected str, not bytes"),
        (lambda article: article.from_json("[]"), ValueError, "json: "),
        (lambda article: bodytext.column_names(all=1), TypeError, "all: expected bool, not int"),
    ],
)
def test_errors_of_methods_name_the_argument(call, error, words):
    with pytest.raises(error) as raised:
        call(bodytext.extract("<p>Tea.</p>"))
    assert words in str(raised.value)


def test_no_page_raises():
    pages = ["", "\0", "<", "<!--", "<p" * 10_000, "<div>" * 20_000, "&" * 1000, "---\na: [\n---\n", "\ufeff", "<p>\U0001f375</p>"]
    for page in pages:
        assert bodytext.extract(page).status in {"found", "fallback", "empty"}
        assert bodytext.extract(page.encode()).status in {"found", "fallback", "empty"}


def test_lone_surrogates_are_replaced_and_pairs_are_joined():
    assert bodytext.extract("<p>Green \ud800tea.</p>").text == "Green \ufffdtea."
    assert bodytext.extract("<p>\ud83c\udf75 tea</p>").text == "\U0001f375 tea"
    badly_read = "<p>Gr\udcfcner Tee</p>"
    assert bodytext.extract(badly_read).text == "Gr\ufffdner Tee"
    batch = bodytext.extract_batch([badly_read, "<p>Tea</p>"], ["https://tea.example/\udcfc", None], columns=["text"])
    assert batch.column("text") == ["Gr\ufffdner Tee", "Tea"]


def test_an_explanation_says_why(page):
    explanation = bodytext.explain(page, url="https://tea.example/green")
    assert explanation.article == bodytext.extract(page, url="https://tea.example/green")
    assert explanation.scope == "page" and 0 < explanation.threshold < 1
    verdicts = {block["text"]: block["verdict"] for block in explanation.blocks}
    assert verdicts["Home Pots Cups"] == "dropped"
    assert verdicts["How to brew green tea"] == "headline"
    assert all(set(block) >= {"path", "source", "score", "reasons"} for block in explanation.blocks)
    assert explanation.to_dict()["blocks"] == explanation.blocks
    assert bodytext.Extractor(scope="body").explain(page).scope == "body"
