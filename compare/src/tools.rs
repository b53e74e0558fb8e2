//! What is compared: whole extractions, and the stages that an extraction rests on.

use crate::baseline;
use crate::pages::Page;
use std::hint::black_box;
use std::sync::LazyLock;

/// Something that is run over every page.
pub struct Tool {
    pub name: &'static str,
    /// The crate whose version stands in the record.
    pub package: &'static str,
    /// What it does, for the table.
    pub what: &'static str,
    /// Makes text of a page: None where the tool says that it cannot. Stages that make no text give an empty one.
    pub run: fn(&Page) -> Option<String>,
    /// Whether the text is an answer, to be scored.
    pub extracts: bool,
}

/// All tools: ours first, then the other extractors, then the stages.
pub const TOOLS: &[Tool] = &[
    Tool { name: "bodytext", package: "bodytext", what: "article and metadata", run: bodytext, extracts: true },
    Tool {
        name: "dom_smoothie",
        package: "dom_smoothie",
        what: "article and metadata",
        run: dom_smoothie,
        extracts: true,
    },
    Tool {
        name: "libreadability",
        package: "libreadability",
        what: "article and metadata",
        run: libreadability,
        extracts: true,
    },
    Tool { name: "readability", package: "readability", what: "article", run: readability, extracts: true },
    Tool {
        name: "rs-trafilatura",
        package: "rs-trafilatura",
        what: "article and metadata",
        run: rs_trafilatura,
        extracts: true,
    },
    Tool {
        name: "trafilatura",
        package: "trafilatura",
        what: "article and metadata",
        run: trafilatura,
        extracts: true,
    },
    Tool { name: "html2text", package: "html2text", what: "all text, laid out", run: html2text, extracts: true },
    Tool { name: "lol_html text", package: "lol_html", what: "all text, streamed", run: lol_html, extracts: true },
    Tool { name: "bodytext parse", package: "bodytext", what: "tree alone", run: bodytext_parse, extracts: false },
    Tool { name: "html5ever RcDom", package: "markup5ever_rcdom", what: "tree alone", run: rcdom, extracts: false },
    Tool {
        name: "html5ever tokenizer",
        package: "html5ever",
        what: "tokens, thrown away",
        run: tokenizer,
        extracts: false,
    },
];

fn bodytext(page: &Page) -> Option<String> {
    let hints = page.url.as_ref().map_or_else(bodytext::Hints::new, |url| bodytext::Hints::new().with_url(url));
    Some(bodytext::extract_with(&page.html, &hints).text().to_owned())
}

fn bodytext_parse(page: &Page) -> Option<String> {
    black_box(bodytext::training::parse(&page.html));
    Some(String::new())
}

fn dom_smoothie(page: &Page) -> Option<String> {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let mut reader = dom_smoothie::Readability::new(page.html.as_str(), page.url.as_deref(), Some(config)).ok()?;
    Some(reader.parse().ok()?.text_content.to_string())
}

fn libreadability(page: &Page) -> Option<String> {
    libreadability::extract(&page.html, page.url.as_deref()).ok().map(|article| article.text_content)
}

fn readability(page: &Page) -> Option<String> {
    static NOWHERE: LazyLock<url::Url> =
        LazyLock::new(|| url::Url::parse("https://page.example/").expect("the address is constant"));
    let url = page.url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let product = readability::extractor::extract(&mut page.html.as_bytes(), url.as_ref().unwrap_or(&NOWHERE));
    product.ok().map(|product| product.text)
}

fn rs_trafilatura(page: &Page) -> Option<String> {
    let options = rs_trafilatura::Options { include_comments: false, url: page.url.clone(), ..Default::default() };
    rs_trafilatura::extract_with_options(&page.html, &options).ok().map(|result| result.content_text)
}

fn trafilatura(page: &Page) -> Option<String> {
    let mut options = trafilatura::Options::default();
    options.original_url = page.url.as_deref().and_then(|url| url::Url::parse(url).ok());
    options.enable_fallback = true;
    options.exclude_comments = true;
    trafilatura::extract(&page.html, &options).ok().map(|result| result.content_text)
}

fn html2text(page: &Page) -> Option<String> {
    html2text::config::plain_no_decorate().string_from_read(page.html.as_bytes(), 100).ok()
}

fn lol_html(page: &Page) -> Option<String> {
    let mut text = String::new();
    let handler = lol_html::doc_text!(|chunk| {
        text.push_str(chunk.as_str());
        Ok(())
    });
    let settings = lol_html::RewriteStrSettings::new().append_document_content_handler(handler);
    lol_html::rewrite_str(&page.html, settings).ok()?;
    Some(text)
}

fn rcdom(page: &Page) -> Option<String> {
    black_box(baseline::parse(&page.html));
    Some(String::new())
}

fn tokenizer(page: &Page) -> Option<String> {
    baseline::tokenize(&page.html);
    Some(String::new())
}
