//! What a document declares of itself in elements that show nothing: `<title>`, `<meta>`, `<link>` and structured data.
//!
//! This is where it is known in which elements and attributes such declarations stand. What they are worth is for others to
//! decide: for the choice of content, and for the metadata.

use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use std::borrow::Cow;

/// One declaration.
pub(crate) enum Declaration<'d> {
    /// The text of a `<title>`; empty where it has none.
    Title(&'d str),
    Meta(Meta<'d>),
    Link {
        rel: &'d str,
        href: &'d str,
    },
    /// A script of JSON-LD.
    StructuredData(Script<'d>),
}

/// A `<meta>` that has content.
#[derive(Clone, Copy)]
pub(crate) struct Meta<'d> {
    dom: &'d Dom<'d>,
    node: NodeId,
    /// What it says; may be blank.
    pub(crate) content: &'d str,
    /// Whether it says so in the attribute of the standard. Some write `value` for `content`.
    pub(crate) is_standard: bool,
}

/// A `<script>`.
#[derive(Clone, Copy)]
pub(crate) struct Script<'d> {
    dom: &'d Dom<'d>,
    node: NodeId,
}

impl<'d> Declaration<'d> {
    /// What an element declares; None for most elements. Looks at that one alone.
    #[inline]
    pub(crate) fn of(dom: &'d Dom<'d>, node: NodeId, tag: Tag) -> Option<Declaration<'d>> {
        match tag {
            Tag::Title => Some(Declaration::Title(dom.first_child(node).map_or("", |text| dom.text(text)))),
            Tag::Meta => {
                let standard = dom.attr(node, Attr::Content);
                let content = standard.or_else(|| dom.attr(node, Attr::Value))?;
                Some(Declaration::Meta(Meta { dom, node, content, is_standard: standard.is_some() }))
            }
            Tag::Link => {
                let (rel, href) = (dom.attr(node, Attr::Rel)?, dom.attr(node, Attr::Href)?);
                Some(Declaration::Link { rel, href })
            }
            Tag::Script => {
                let kind = dom.attr(node, Attr::Type)?.split(';').next()?;
                let is_data = kind.trim().eq_ignore_ascii_case("application/ld+json");
                is_data.then_some(Declaration::StructuredData(Script { dom, node }))
            }
            _ => None,
        }
    }
}

impl<'d> Meta<'d> {
    /// The name, as it is written: that of `property`, else that of `name`; empty where there is neither.
    pub(crate) fn name(self) -> &'d str {
        self.dom.attr(self.node, Attr::Property).or_else(|| self.dom.attr(self.node, Attr::Name)).unwrap_or("")
    }

    /// All its names, in lower case: `property`, `name` and `http-equiv` may each have several.
    pub(crate) fn names(self) -> impl Iterator<Item = Cow<'d, str>> {
        let names = [Attr::Property, Attr::Name, Attr::HttpEquiv];
        let written = names.into_iter().filter_map(move |attr| self.dom.attr(self.node, attr));
        written.flat_map(str::split_ascii_whitespace).map(|name| {
            match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                true => Cow::Owned(name.to_ascii_lowercase()),
                false => Cow::Borrowed(name),
            }
        })
    }
}

impl<'d> Script<'d> {
    /// Its text, which a parsed tree of others may hold in several nodes.
    pub(crate) fn texts(self) -> impl Iterator<Item = &'d str> {
        let texts = self.dom.children(self.node).filter(move |&text| self.dom.kind(text) == NodeKind::Text);
        texts.map(move |text| self.dom.text(text))
    }
}
