//! bodytext for JavaScript: what the package `bodytext` calls.
//!
//! Everything crosses the border as a string. Options, hints and articles are JSON, in the form that the library's serde
//! features read and write; the scripts in `js/` turn them into objects with the names that JavaScript has for things, and check
//! what callers hand in. So no object of the caller's keeps memory of the instance, and an instance can be replaced by another
//! between any two calls.
#![forbid(unsafe_code)]

mod request;
mod write;

use bodytext::{Article, Explanation, Probe};
use request::Request;
use serde::Serialize;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// The article of `html`, as JSON.
///
/// # Errors
/// Where options or hints are no such JSON, or a selector in them does not parse.
#[wasm_bindgen]
pub fn extract(html: &str, options: &str, hints: &str) -> Result<String, JsError> {
    json(&article(html, options, hints)?)
}

/// The article of `html` and the reasons, as JSON.
///
/// # Errors
/// Those of [`extract`].
#[wasm_bindgen]
pub fn explain(html: &str, options: &str, hints: &str) -> Result<String, JsError> {
    let request = Request::read(options, hints)?;
    json(&Explained::of(&request.answer(|extractor, hints| extractor.explain_with(html, hints))))
}

/// What is known of the article of `html` besides its text, as JSON.
///
/// # Errors
/// Those of [`extract`].
#[wasm_bindgen]
pub fn metadata(html: &str, options: &str, hints: &str) -> Result<String, JsError> {
    let request = Request::read(options, hints)?;
    json(&request.answer(|extractor, hints| extractor.metadata(html, hints)))
}

/// A glance at `html`, as JSON.
///
/// # Errors
/// None; it is written as the others are.
#[wasm_bindgen]
pub fn probe(html: &str) -> Result<String, JsError> {
    json(&Glance::of(bodytext::probe(html)))
}

/// The article of bytes in whatever encoding, as JSON.
///
/// # Errors
/// Those of [`extract`].
#[cfg(feature = "full")]
#[wasm_bindgen(js_name = extractBytes)]
pub fn extract_bytes(bytes: &[u8], options: &str, hints: &str) -> Result<String, JsError> {
    let request = Request::read(options, hints)?;
    json(&request.answer(|extractor, hints| extractor.extract_bytes(bytes, hints)))
}

/// The article of bytes in whatever encoding and the reasons, as JSON.
///
/// # Errors
/// Those of [`extract`].
#[cfg(feature = "full")]
#[wasm_bindgen(js_name = explainBytes)]
pub fn explain_bytes(bytes: &[u8], options: &str, hints: &str) -> Result<String, JsError> {
    let request = Request::read(options, hints)?;
    json(&Explained::of(&request.answer(|extractor, hints| extractor.explain_bytes(bytes, hints))))
}

/// The article of `html` as Markdown, written as `how` says.
///
/// # Errors
/// Those of [`extract`], and where `how` is no such JSON.
#[wasm_bindgen(js_name = extractMarkdown)]
pub fn extract_markdown(html: &str, options: &str, hints: &str, how: &str) -> Result<String, JsError> {
    write::markdown(&article(html, options, hints)?, how)
}

/// The article of `html` as safe HTML, written as `how` says.
///
/// # Errors
/// Those of [`extract`], and where `how` is no such JSON.
#[wasm_bindgen(js_name = extractHTML)]
pub fn extract_html(html: &str, options: &str, hints: &str, how: &str) -> Result<String, JsError> {
    write::html(&article(html, options, hints)?, how)
}

/// An article, given as JSON, as Markdown. What it takes to read articles is a tenth of the code, which the small build is better
/// without: it extracts again.
///
/// # Errors
/// Where it is no article.
#[cfg(feature = "full")]
#[wasm_bindgen(js_name = toMarkdown)]
pub fn to_markdown(article: &str, how: &str) -> Result<String, JsError> {
    write::markdown(&read(article)?, how)
}

/// An article, given as JSON, as safe HTML.
///
/// # Errors
/// Where it is no article.
#[cfg(feature = "full")]
#[wasm_bindgen(js_name = toHTML)]
pub fn to_html(article: &str, how: &str) -> Result<String, JsError> {
    write::html(&read(article)?, how)
}

fn article(html: &str, options: &str, hints: &str) -> Result<Article, JsError> {
    let request = Request::read(options, hints)?;
    Ok(request.answer(|extractor, hints| extractor.extract_with(html, hints)))
}

/// An explanation with the article that it explains.
#[derive(Serialize)]
struct Explained<'e> {
    #[serde(flatten)]
    explanation: &'e Explanation,
    article: &'e Article,
}

impl<'e> Explained<'e> {
    fn of(explanation: &'e Explanation) -> Explained<'e> {
        Explained { explanation, article: explanation.article() }
    }
}

/// What a glance at a page shows.
#[derive(Serialize)]
struct Glance {
    paragraphs: usize,
    prose_bytes: usize,
    text_bytes: usize,
    declares_article: bool,
    is_probably_article: bool,
}

impl Glance {
    fn of(probe: Probe) -> Glance {
        Glance {
            paragraphs: probe.paragraphs(),
            prose_bytes: probe.prose_bytes(),
            text_bytes: probe.text_bytes(),
            declares_article: probe.declares_article(),
            is_probably_article: probe.is_probably_article(),
        }
    }
}

#[cfg(feature = "full")]
fn read(article: &str) -> Result<Article, JsError> {
    Ok(serde_json::from_str(article)?)
}

fn json(value: &impl Serialize) -> Result<String, JsError> {
    Ok(serde_json::to_string(value)?)
}

/// How many bytes of memory the instance has: it grows with the largest input, and never shrinks.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory_bytes() -> f64 {
    const PAGE: f64 = 65_536.0;
    core::arch::wasm32::memory_size::<0>() as f64 * PAGE
}
