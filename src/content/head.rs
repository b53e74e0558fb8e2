//! What the page says about itself outside its text: title, description, address, declared types.

use super::lexicon::{named_token, site};
use super::testimony::Testimony;
use super::title::TitleWords;
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};

/// The page's word on itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: TitleWords,
    /// What the page's structured data says of its text.
    pub(crate) testimony: Testimony,
    /// The host of the page's address.
    pub(crate) host: Option<String>,
    /// Tokens for the vocabulary: declared types, parts of the address.
    pub(crate) tokens: Vec<u32>,
    pub(crate) og_type: OgType,
    /// How often a JSON-LD block declares an article, a product, and so on.
    pub(crate) declares: [u16; DECLARED.len()],
    pub(crate) has_published: bool,
    pub(crate) has_author: bool,
    /// Parts of the address's path.
    pub(crate) path_parts: u16,
    pub(crate) path_hyphens: u16,
    pub(crate) path_digits: u16,
    pub(crate) has_query: bool,
}

/// `og:type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum OgType {
    #[default]
    None,
    Article,
    Website,
    Product,
    Other,
}

/// The schema.org types that are counted.
pub(crate) const DECLARED: [&str; 12] = [
    "article",
    "newsarticle",
    "blogposting",
    "product",
    "discussionforumposting",
    "qapage",
    "itemlist",
    "collectionpage",
    "faqpage",
    "recipe",
    "breadcrumblist",
    "offer",
];

/// The element below which the text of the page stands: `<body>`, or the document where there is none.
pub(crate) fn body(dom: &Dom<'_>) -> NodeId {
    top(dom, Tag::Body).unwrap_or(NodeId::DOCUMENT)
}

fn top(dom: &Dom<'_>, tag: Tag) -> Option<NodeId> {
    let html = dom.children(NodeId::DOCUMENT).find(|&node| dom.tag(node) == Some(Tag::Html))?;
    dom.children(html).find(|&node| dom.tag(node) == Some(tag))
}

/// Reads the head of a page. `base_url` is the address that the caller gave, if any.
pub(crate) fn read(dom: &Dom<'_>, base_url: Option<&str>) -> Head {
    let mut out = Head::default();
    let mut titles: Vec<String> = Vec::new();
    let mut description = "";
    let mut address = base_url;
    for node in dom.descendants(NodeId::DOCUMENT) {
        match dom.tag(node) {
            Some(Tag::Title) if titles.is_empty() => {
                titles.push(dom.children(node).map(|text| dom.text(text)).collect())
            }
            Some(Tag::Meta) => {
                let Some(content) = dom.attr(node, Attr::Content) else { continue };
                let name = dom.attr(node, Attr::Property).or_else(|| dom.attr(node, Attr::Name)).unwrap_or("");
                match name {
                    "og:title" | "twitter:title" if titles.len() < 4 => titles.push(content.to_owned()),
                    "og:description" | "description" if content.len() > description.len() => description = content,
                    "og:url" if address.is_none() => address = Some(content),
                    "og:type" if out.og_type == OgType::None => {
                        out.og_type = match content {
                            "article" => OgType::Article,
                            "website" => OgType::Website,
                            "product" => OgType::Product,
                            _ => OgType::Other,
                        };
                        out.tokens.push(named_token("og:type=", content));
                    }
                    "article:published_time" => out.has_published = true,
                    "author" => out.has_author = true,
                    "generator" => {
                        let word = content.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
                        out.tokens.push(named_token("generator=", word));
                    }
                    _ => {}
                }
            }
            Some(Tag::Link) if address.is_none() && dom.attr(node, Attr::Rel) == Some("canonical") => {
                address = dom.attr(node, Attr::Href);
            }
            Some(Tag::Script) if dom.attr(node, Attr::Type) == Some("application/ld+json") => {
                for text in dom.children(node).filter(|&text| dom.kind(text) == NodeKind::Text) {
                    declared_types(dom.text(text), &mut out);
                    out.testimony.read(dom.text(text));
                }
            }
            _ => {}
        }
    }
    out.tokens.sort_unstable();
    out.tokens.dedup();
    if let Some(address) = address {
        read_address(address, &mut out);
    }
    out.title = TitleWords::new(titles.iter().map(String::as_str), description);
    out
}

/// Whether a page says in its head that it is an article: by its type or by the time at which it was published.
pub(crate) fn says_that_it_is_an_article(dom: &Dom<'_>) -> bool {
    let head = read(dom, None);
    let declares = head.declares.iter().zip(DECLARED);
    let mut articles =
        declares.filter(|(_, name)| matches!(*name, "article" | "newsarticle" | "blogposting" | "recipe"));
    head.og_type == OgType::Article || head.has_published || articles.any(|(count, _)| *count > 0)
}

/// Finds the `"@type"` entries without parsing the rest: the data is often broken.
fn declared_types(json: &str, out: &mut Head) {
    let key = "\"@type\"";
    for at in memchr::memmem::find_iter(json.as_bytes(), key.as_bytes()) {
        let rest = json[at + key.len()..].trim_start_matches([':', ' ', '[', '\n', '\r', '\t']);
        let Some(rest) = rest.strip_prefix('"') else { continue };
        let Some(end) = rest.find('"').filter(|end| *end < 80) else { continue };
        let name = rest[..end].rsplit(['/', ':']).next().unwrap_or("");
        if let Some(index) = DECLARED.iter().position(|known| known.eq_ignore_ascii_case(name)) {
            out.declares[index] = out.declares[index].saturating_add(1);
        }
        if out.tokens.len() < 64 {
            out.tokens.push(named_token("@type=", name));
        }
    }
}

fn read_address(address: &str, out: &mut Head) {
    let Some((host, rest)) = crate::url::split_host(address) else { return };
    let host = host.to_ascii_lowercase();
    for label in host.strip_suffix(site(&host)).unwrap_or("").split('.').filter(|label| !label.is_empty()) {
        out.tokens.push(named_token("label=", label));
    }
    out.host = Some(host);
    let address = rest.split('#').next().unwrap_or("");
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    out.has_query = !query.is_empty();
    let mut last = "";
    for part in path.split('/').filter(|part| !part.is_empty()).take(12) {
        out.path_parts += 1;
        out.tokens.push(named_token("url=", part));
        last = part;
    }
    out.path_hyphens = last.bytes().filter(|byte| matches!(byte, b'-' | b'_')).count().min(99) as u16;
    out.path_digits = path.bytes().filter(u8::is_ascii_digit).count().min(99) as u16;
}
