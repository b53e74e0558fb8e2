//! What the page says about itself outside its text, as far as the choice of content goes by it: title, description, address,
//! declared types.

use super::lexicon::{named_token, site};
use super::testimony::Testimony;
use super::title::TitleWords;
use crate::head::Declaration;
use crate::html::{Dom, NodeId, Tag};

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
    let mut pass = HeadReader { head: Head::default(), titles: Vec::new(), description: "", address: base_url };
    for node in dom.descendants(NodeId::DOCUMENT) {
        if let Some(declaration) = dom.tag(node).and_then(|tag| Declaration::of(dom, node, tag)) {
            pass.take(declaration);
        }
    }
    let HeadReader { mut head, titles, description, address } = pass;
    head.tokens.sort_unstable();
    head.tokens.dedup();
    if let Some(address) = address {
        read_address(address, &mut head);
    }
    head.title = TitleWords::new(titles.into_iter(), description);
    head
}

/// What has been read of a head so far.
struct HeadReader<'d> {
    head: Head,
    titles: Vec<&'d str>,
    description: &'d str,
    address: Option<&'d str>,
}

impl<'d> HeadReader<'d> {
    fn take(&mut self, declaration: Declaration<'d>) {
        match declaration {
            Declaration::Title(text) if self.titles.is_empty() => self.titles.push(text),
            Declaration::Title(_) => {}
            // The model has learned from what stands in `content`.
            Declaration::Meta(meta) if meta.is_standard => self.meta(meta.name(), meta.content),
            Declaration::Meta(_) => {}
            Declaration::Link { rel: "canonical", href } => self.address = self.address.or(Some(href)),
            Declaration::Link { .. } => {}
            Declaration::StructuredData(script) => {
                for text in script.texts() {
                    declared_types(text, &mut self.head);
                    self.head.testimony.read(text);
                }
            }
        }
    }

    fn meta(&mut self, name: &str, content: &'d str) {
        const MAX_TITLES: usize = 4;
        match name {
            "og:title" | "twitter:title" if self.titles.len() < MAX_TITLES => self.titles.push(content),
            "og:description" | "description" if content.len() > self.description.len() => self.description = content,
            "og:url" => self.address = self.address.or(Some(content)),
            "og:type" if self.head.og_type == OgType::None => {
                self.head.og_type = match content {
                    "article" => OgType::Article,
                    "website" => OgType::Website,
                    "product" => OgType::Product,
                    _ => OgType::Other,
                };
                self.head.tokens.push(named_token("og:type=", content));
            }
            "article:published_time" => self.head.has_published = true,
            "author" => self.head.has_author = true,
            "generator" => {
                let word = content.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
                self.head.tokens.push(named_token("generator=", word));
            }
            _ => {}
        }
    }
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
