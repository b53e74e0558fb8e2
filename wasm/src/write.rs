//! How an article is written, out of the JSON that the scripts make of a caller's options.

use bodytext::{Article, HtmlOptions, LinkStyle, MarkdownOptions};
use serde::Deserialize;
use wasm_bindgen::JsError;

/// The options of Markdown and of HTML; the scripts let none through that the form has not.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WritingForm {
    headline: bool,
    images: bool,
    captions: bool,
    footnotes: bool,
    heading_offset: i8,
    ruby: bool,
    front_matter: bool,
    links: LinksForm,
    width: Option<usize>,
    link_rel: String,
    code_classes: bool,
}

/// How links are written.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum LinksForm {
    Inline,
    Reference,
    Text,
}

impl Default for WritingForm {
    fn default() -> WritingForm {
        WritingForm {
            headline: false,
            images: true,
            captions: true,
            footnotes: true,
            heading_offset: 0,
            ruby: false,
            front_matter: false,
            links: LinksForm::Inline,
            width: None,
            link_rel: String::new(),
            code_classes: false,
        }
    }
}

/// An article as Markdown.
pub(crate) fn markdown(article: &Article, how: &str) -> Result<String, JsError> {
    let form: WritingForm = serde_json::from_str(how)?;
    let options = MarkdownOptions::new()
        .with_headline(form.headline)
        .with_images(form.images)
        .with_captions(form.captions)
        .with_footnotes(form.footnotes)
        .with_heading_offset(form.heading_offset)
        .with_ruby(form.ruby)
        .with_front_matter(form.front_matter)
        .with_links(match form.links {
            LinksForm::Inline => LinkStyle::Inline,
            LinksForm::Reference => LinkStyle::Reference,
            LinksForm::Text => LinkStyle::Text,
        });
    Ok(article.to_markdown_with(&form.width.into_iter().fold(options, MarkdownOptions::with_width)))
}

/// An article as safe HTML.
pub(crate) fn html(article: &Article, how: &str) -> Result<String, JsError> {
    let form: WritingForm = serde_json::from_str(how)?;
    let options = HtmlOptions::new()
        .with_headline(form.headline)
        .with_images(form.images)
        .with_captions(form.captions)
        .with_footnotes(form.footnotes)
        .with_heading_offset(form.heading_offset)
        .with_links(form.links != LinksForm::Text)
        .with_link_rel(form.link_rel)
        .with_code_classes(form.code_classes);
    Ok(article.to_html_with(&options))
}
