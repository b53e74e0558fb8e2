//! Names of elements: what the rules of tree construction have to know of them.

use super::Tag;

/// The namespaces that an element can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// What a tag is to the rules: names that all of them treat alike are of one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagGroup {
    Html,
    Head,
    Body,
    Frameset,
    Frame,
    Base,
    /// `<link>`, `<meta>` and the like.
    Meta,
    Title,
    Style,
    Script,
    Noscript,
    Noframes,
    Template,
    /// Elements that end a paragraph and are closed by name: `<div>`, `<ul>` and the like.
    Block,
    P,
    Heading,
    /// `<pre>`, `<listing>`.
    Preformatted,
    Form,
    Li,
    /// `<dd>`, `<dt>`.
    DdDt,
    Plaintext,
    Button,
    A,
    /// Formatting elements but `<a>` and `<nobr>`.
    Formatting,
    Nobr,
    /// `<applet>`, `<marquee>`, `<object>`: formatting does not reach into them.
    Marker,
    Table,
    Caption,
    Col,
    Colgroup,
    /// `<tbody>`, `<tfoot>`, `<thead>`.
    TableBody,
    Tr,
    /// `<td>`, `<th>`.
    Cell,
    /// `<img>` and the like, which may stand in a sentence.
    Void,
    Br,
    Input,
    /// `<param>`, `<source>`, `<track>`.
    Param,
    Hr,
    /// `<image>`, which is another way to write `<img>`.
    Image,
    Textarea,
    Xmp,
    Iframe,
    Noembed,
    Select,
    Option,
    Optgroup,
    /// `<rb>`, `<rtc>`.
    RubyBase,
    /// `<rp>`, `<rt>`.
    RubyText,
    Math,
    Svg,
    Ordinary,
}

/// Sets of names that the rules speak of, a bit for each that a name is in.
pub(super) mod set {
    /// The [special](https://html.spec.whatwg.org/multipage/parsing.html#special) elements.
    pub(in crate::html) const SPECIAL: u16 = 1;
    /// What ends a [scope](https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope), in general, …
    pub(in crate::html) const DEFAULT_SCOPE: u16 = 1 << 1;
    /// … of list items besides, …
    pub(in crate::html) const LIST_ITEM_SCOPE: u16 = 1 << 2;
    /// … of paragraphs besides, …
    pub(in crate::html) const BUTTON_SCOPE: u16 = 1 << 3;
    /// … and of tables.
    pub(in crate::html) const TABLE_SCOPE: u16 = 1 << 4;
    /// What ends by itself where something around it ends: [implied end
    /// tags](https://html.spec.whatwg.org/multipage/parsing.html#generate-implied-end-tags).
    pub(in crate::html) const IMPLIED_END_TAGS: u16 = 1 << 5;
    /// What does so where a template ends: [thoroughly implied end
    /// tags](https://html.spec.whatwg.org/multipage/parsing.html#generate-all-implied-end-tags-thoroughly).
    pub(in crate::html) const THOROUGHLY_IMPLIED_END_TAGS: u16 = 1 << 6;
    /// Where content that has no place in a table is [foster
    /// parented](https://html.spec.whatwg.org/multipage/parsing.html#foster-parent).
    pub(in crate::html) const FOSTER_PARENTING: u16 = 1 << 7;
    pub(in crate::html) const TABLE_BODY_CONTEXT: u16 = 1 << 8;
    pub(in crate::html) const TABLE_ROW_CONTEXT: u16 = 1 << 9;
    pub(in crate::html) const HEADING: u16 = 1 << 10;
    pub(in crate::html) const CELL: u16 = 1 << 11;
    /// The start tags that lead out of [foreign
    /// content](https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign).
    pub(in crate::html) const FOREIGN_BREAKOUT: u16 = 1 << 12;
    /// [MathML text integration
    /// points](https://html.spec.whatwg.org/multipage/parsing.html#mathml-text-integration-point).
    pub(in crate::html) const MATHML_TEXT_INTEGRATION_POINT: u16 = 1 << 13;
    /// [HTML integration points](https://html.spec.whatwg.org/multipage/parsing.html#html-integration-point).
    pub(in crate::html) const HTML_INTEGRATION_POINT: u16 = 1 << 14;
}

/// What the parser needs to know of a name that stands in a tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct TagName {
    /// The tag, if the element is HTML.
    pub(super) tag: Tag,
    pub(super) group: TagGroup,
    /// The sets of names that it is in, if the element is HTML.
    pub(super) sets: u16,
}

impl TagName {
    /// The name that is written so in a tag. Constant time.
    pub(super) fn of(written: &str) -> TagName {
        match Tag::from_html(written) {
            Tag::Other => TagName::without_tag(written),
            tag => TagName::from(tag),
        }
    }

    /// A name that no stage tells apart, but some rules do.
    fn without_tag(written: &str) -> TagName {
        let is = |name: &str| written.eq_ignore_ascii_case(name);
        let (group, sets) = match written.len() {
            3 if is("svg") => (TagGroup::Svg, 0),
            4 if is("math") => (TagGroup::Math, 0),
            5 if is("image") => (TagGroup::Image, 0),
            6 if is("keygen") => (TagGroup::Void, 0),
            7 if is("bgsound") => (TagGroup::Meta, set::SPECIAL),
            7 if is("isindex") => (TagGroup::Ordinary, set::SPECIAL),
            8 if is("basefont") => (TagGroup::Meta, set::SPECIAL),
            _ => (TagGroup::Ordinary, 0),
        };
        TagName { tag: Tag::Other, group, sets }
    }

    /// Whether the parser keeps elements of this name, if they are HTML, in its list of active formatting elements.
    pub(super) fn is_formatting(self) -> bool {
        matches!(self.group, TagGroup::A | TagGroup::Formatting | TagGroup::Nobr)
    }

    /// Whether a start tag may open an element that others nest in.
    pub(super) fn deepens(self, is_foreign: bool, self_closing: bool) -> bool {
        match self.group {
            TagGroup::Html | TagGroup::Head | TagGroup::Body | TagGroup::Plaintext => false,
            // As HTML they have no content, or text alone. In SVG and MathML they are elements like others.
            TagGroup::Base
            | TagGroup::Meta
            | TagGroup::Void
            | TagGroup::Br
            | TagGroup::Input
            | TagGroup::Param
            | TagGroup::Hr
            | TagGroup::Image
            | TagGroup::Title
            | TagGroup::Style
            | TagGroup::Script
            | TagGroup::Noframes
            | TagGroup::Textarea
            | TagGroup::Xmp
            | TagGroup::Iframe
            | TagGroup::Noembed => is_foreign && !self_closing && self.sets & set::FOREIGN_BREAKOUT == 0,
            _ => !(is_foreign && self_closing),
        }
    }
}

impl From<Tag> for TagName {
    fn from(tag: Tag) -> TagName {
        TagName { tag, group: group_of(tag), sets: sets_of(tag) }
    }
}

#[rustfmt::skip]
fn group_of(tag: Tag) -> TagGroup {
    match tag {
        Tag::Html => TagGroup::Html,
        Tag::Head => TagGroup::Head,
        Tag::Body => TagGroup::Body,
        Tag::Frameset => TagGroup::Frameset,
        Tag::Frame => TagGroup::Frame,
        Tag::Base => TagGroup::Base,
        Tag::Link | Tag::Meta => TagGroup::Meta,
        Tag::Title => TagGroup::Title,
        Tag::Style => TagGroup::Style,
        Tag::Script => TagGroup::Script,
        Tag::Noscript => TagGroup::Noscript,
        Tag::Noframes => TagGroup::Noframes,
        Tag::Template => TagGroup::Template,
        Tag::Address | Tag::Article | Tag::Aside | Tag::Blockquote | Tag::Center | Tag::Details | Tag::Dialog | Tag::Dir
        | Tag::Div | Tag::Dl | Tag::Fieldset | Tag::Figcaption | Tag::Figure | Tag::Footer | Tag::Header | Tag::Hgroup
        | Tag::Main | Tag::Menu | Tag::Nav | Tag::Ol | Tag::Search | Tag::Section | Tag::Summary | Tag::Ul => {
            TagGroup::Block
        }
        Tag::P => TagGroup::P,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => TagGroup::Heading,
        Tag::Pre | Tag::Listing => TagGroup::Preformatted,
        Tag::Form => TagGroup::Form,
        Tag::Li => TagGroup::Li,
        Tag::Dd | Tag::Dt => TagGroup::DdDt,
        Tag::Plaintext => TagGroup::Plaintext,
        Tag::Button => TagGroup::Button,
        Tag::A => TagGroup::A,
        Tag::B | Tag::Big | Tag::Code | Tag::Em | Tag::Font | Tag::I | Tag::S | Tag::Small | Tag::Strike | Tag::Strong
        | Tag::Tt | Tag::U => TagGroup::Formatting,
        Tag::Nobr => TagGroup::Nobr,
        Tag::Applet | Tag::Marquee | Tag::Object => TagGroup::Marker,
        Tag::Table => TagGroup::Table,
        Tag::Caption => TagGroup::Caption,
        Tag::Col => TagGroup::Col,
        Tag::Colgroup => TagGroup::Colgroup,
        Tag::Tbody | Tag::Tfoot | Tag::Thead => TagGroup::TableBody,
        Tag::Tr => TagGroup::Tr,
        Tag::Td | Tag::Th => TagGroup::Cell,
        Tag::Area | Tag::Embed | Tag::Img | Tag::Wbr => TagGroup::Void,
        Tag::Br => TagGroup::Br,
        Tag::Input => TagGroup::Input,
        Tag::Param | Tag::Source | Tag::Track => TagGroup::Param,
        Tag::Hr => TagGroup::Hr,
        Tag::Textarea => TagGroup::Textarea,
        Tag::Xmp => TagGroup::Xmp,
        Tag::Iframe => TagGroup::Iframe,
        Tag::Noembed => TagGroup::Noembed,
        Tag::Select => TagGroup::Select,
        Tag::Option => TagGroup::Option,
        Tag::Optgroup => TagGroup::Optgroup,
        Tag::Rb | Tag::Rtc => TagGroup::RubyBase,
        Tag::Rp | Tag::Rt => TagGroup::RubyText,
        _ => TagGroup::Ordinary,
    }
}

/// The sets that an HTML element of this name is in.
#[rustfmt::skip]
fn sets_of(tag: Tag) -> u16 {
    use set::*;
    match tag {
        Tag::Html => SPECIAL | DEFAULT_SCOPE | TABLE_SCOPE | TABLE_BODY_CONTEXT | TABLE_ROW_CONTEXT,
        Tag::Template => SPECIAL | DEFAULT_SCOPE | TABLE_SCOPE | TABLE_BODY_CONTEXT | TABLE_ROW_CONTEXT,
        Tag::Table => SPECIAL | DEFAULT_SCOPE | TABLE_SCOPE | FOSTER_PARENTING | FOREIGN_BREAKOUT,
        Tag::Td | Tag::Th => SPECIAL | DEFAULT_SCOPE | CELL | THOROUGHLY_IMPLIED_END_TAGS,
        Tag::Caption => SPECIAL | DEFAULT_SCOPE | THOROUGHLY_IMPLIED_END_TAGS,
        Tag::Applet | Tag::Marquee | Tag::Object | Tag::Select => SPECIAL | DEFAULT_SCOPE,
        Tag::Tbody | Tag::Tfoot | Tag::Thead => {
            SPECIAL | TABLE_BODY_CONTEXT | FOSTER_PARENTING | THOROUGHLY_IMPLIED_END_TAGS
        }
        Tag::Tr => SPECIAL | TABLE_ROW_CONTEXT | FOSTER_PARENTING | THOROUGHLY_IMPLIED_END_TAGS,
        Tag::Colgroup => SPECIAL | THOROUGHLY_IMPLIED_END_TAGS,
        Tag::Ol | Tag::Ul => SPECIAL | LIST_ITEM_SCOPE | FOREIGN_BREAKOUT,
        Tag::Button => SPECIAL | BUTTON_SCOPE,
        Tag::Dd | Tag::Dt | Tag::Li | Tag::P => SPECIAL | IMPLIED_END_TAGS | THOROUGHLY_IMPLIED_END_TAGS | FOREIGN_BREAKOUT,
        Tag::Option | Tag::Optgroup | Tag::Rb | Tag::Rp | Tag::Rt | Tag::Rtc => {
            IMPLIED_END_TAGS | THOROUGHLY_IMPLIED_END_TAGS
        }
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => SPECIAL | HEADING | FOREIGN_BREAKOUT,
        Tag::Blockquote | Tag::Body | Tag::Br | Tag::Center | Tag::Div | Tag::Dl | Tag::Embed | Tag::Head | Tag::Hr
        | Tag::Img | Tag::Listing | Tag::Menu | Tag::Meta | Tag::Pre => SPECIAL | FOREIGN_BREAKOUT,
        Tag::B | Tag::Big | Tag::Code | Tag::Em | Tag::I | Tag::Nobr | Tag::Ruby | Tag::S | Tag::Small | Tag::Span
        | Tag::Strong | Tag::Strike | Tag::Sub | Tag::Sup | Tag::Tt | Tag::U | Tag::Var => FOREIGN_BREAKOUT,
        Tag::Address | Tag::Area | Tag::Article | Tag::Aside | Tag::Base | Tag::Col | Tag::Details | Tag::Dir | Tag::Fieldset
        | Tag::Figcaption | Tag::Figure | Tag::Footer | Tag::Form | Tag::Frame | Tag::Frameset | Tag::Header | Tag::Hgroup
        | Tag::Iframe | Tag::Input | Tag::Link | Tag::Main | Tag::Nav | Tag::Noembed | Tag::Noframes | Tag::Noscript
        | Tag::Param | Tag::Plaintext | Tag::Script | Tag::Section | Tag::Source | Tag::Style | Tag::Summary
        | Tag::Textarea | Tag::Title | Tag::Track | Tag::Wbr | Tag::Xmp => SPECIAL,
        _ => 0,
    }
}

/// What an element of this name is in SVG or MathML: its tag, and the sets that it is in.
pub(super) fn foreign(namespace: Namespace, written: &str) -> (Tag, u16) {
    let is = |name: &&str| written.eq_ignore_ascii_case(name);
    match namespace {
        Namespace::Html => {
            let TagName { tag, sets, .. } = TagName::of(written);
            (tag, sets)
        }
        Namespace::Svg if is(&"svg") => (Tag::Svg, 0),
        Namespace::Svg if ["foreignobject", "desc", "title"].iter().any(is) => {
            (Tag::SvgInner, set::HTML_INTEGRATION_POINT | set::DEFAULT_SCOPE)
        }
        Namespace::Svg => (Tag::SvgInner, 0),
        Namespace::MathMl if ["mi", "mo", "mn", "ms", "mtext"].iter().any(is) => {
            (Tag::from_mathml(&written.to_ascii_lowercase()), set::MATHML_TEXT_INTEGRATION_POINT | set::DEFAULT_SCOPE)
        }
        Namespace::MathMl => (Tag::from_mathml(&written.to_ascii_lowercase()), 0),
    }
}

/// Whether two names that are written in tags are the same.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    // A NUL is as good as the character that stands for what is none.
    let characters = |name: &str| -> Vec<char> {
        name.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c.to_ascii_lowercase() }).collect()
    };
    one.eq_ignore_ascii_case(other)
        || (one.contains('\0') || other.contains('\0')) && characters(one) == characters(other)
}
