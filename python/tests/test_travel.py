"""What goes from process to process: articles, their parts, tables, extractors."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle

import pytest

import bodytext
from conftest import PAGE

PATIENCE = 120
PAGES = [PAGE, "", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "<p>Gr\xfcner Tee \ud800</p>", "<img src=cup.jpg alt=Cup>", "<div>" * 2_000 + "deep"]


def there_and_back(thing):
    return [pickle.loads(pickle.dumps(thing, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]


def test_articles_travel_whole(fixtures):
    inputs = [path.read_bytes() for folder in fixtures for path in folder.glob("input.*")]
    assert len(inputs) > 100
    for html in [*PAGES, *inputs]:
        article = bodytext.extract(html, url="https://tea.example/a/b.html")
        for again in (*there_and_back(article), copy.copy(article), copy.deepcopy(article)):
            assert again == article and again.to_json() == article.to_json() and repr(again) == repr(article)
            assert (again.to_markdown(), again.to_html()) == (article.to_markdown(), article.to_html())
            assert (again.images, again.links, again.blocks) == (article.images, article.links, article.blocks)
        assert all(again == article.images for again in there_and_back(article.images))
        assert all(again == article.links for again in there_and_back(article.links))


def test_articles_come_back_out_of_their_json(page):
    article = bodytext.extract(page, url="https://tea.example/green")
    assert bodytext.Article.from_json(article.to_json()) == article
    assert article != bodytext.extract(page)
    with pytest.raises(ValueError, match="json: "):
        bodytext.Article.from_json("{}")


def test_extractors_travel_with_their_options(page):
    extractor = bodytext.Extractor(prune=["nav", ".ad"], favor="recall", max_output=40, metadata_sources=["json_ld"])
    for again in (*there_and_back(extractor), copy.deepcopy(extractor)):
        assert again == extractor != bodytext.Extractor()
        assert again.extract(page) == extractor.extract(page) and len(again.extract(page).text) <= 40
    assert 'favor="recall"' in repr(extractor) and repr(bodytext.Extractor()) == "Extractor()"


def test_tables_travel_with_their_schema():
    pa = pytest.importorskip("pyarrow")
    batch = bodytext.extract_batch(PAGES, columns=bodytext.column_names(all=True))
    for again in there_and_back(batch):
        assert pa.record_batch(again).equals(pa.record_batch(batch), check_metadata=True)
        assert again.to_pylist() == batch.to_pylist() and repr(again) == repr(batch)
    schema = pa.schema([("html", pa.string()), ("tea", pa.dictionary(pa.int8(), pa.string()))], metadata={"crawl": "2024-18"})
    table = pa.table({"html": ["<p>Tea.</p>"] * 3, "tea": pa.array(["a", None, "b"]).dictionary_encode().cast(schema.field("tea").type)})
    parts = list(bodytext.extract_stream(table.cast(schema), columns=["text"], batch_size=2))
    for part, again in zip(parts, (pickle.loads(pickle.dumps(part)) for part in parts)):
        assert pa.schema(again).metadata == {b"crawl": b"2024-18"}
        assert pa.record_batch(again).equals(pa.record_batch(part), check_metadata=True)
    for rows in (0, 3):
        bare = bodytext.extract_batch(["<p>Tea.</p>"] * rows, columns=[])
        assert len(pickle.loads(pickle.dumps(bare))) == rows


def work(extractor, pages):
    articles = [extractor.extract(page) for page in pages]
    return articles, articles[0].images, articles[0].links, bodytext.extract_batch(pages, columns=["title", "text"])


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_all_of_it_goes_through_processes(method):
    extractor = bodytext.Extractor(favor="recall", headline=True)
    with multiprocessing.get_context(method).Pool(2) as pool:
        results = pool.starmap_async(work, [(extractor, PAGES)] * 3).get(timeout=PATIENCE)
    articles, images, links, batch = work(extractor, PAGES)
    for result in results:
        assert result[:3] == (articles, images, links)
        assert result[3].to_pylist() == batch.to_pylist()


@pytest.mark.parametrize("thing", [bodytext.Article, bodytext.Image, bodytext.Link, bodytext.Batch, bodytext.Extractor])
def test_what_was_damaged_on_the_way_raises(thing):
    wrong = (b"\xff\xff\xff\xff\x10\0\0\0tea" if thing is bodytext.Batch else json.dumps({"tea": 1}),)
    extra = {bodytext.Article: (None,), bodytext.Link: (3, None)}.get(thing, ())
    with pytest.raises((TypeError, ValueError)):
        thing._restored(*wrong, *extra)
