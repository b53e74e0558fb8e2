//! Names of elements: what the rules of tree construction have to know of them.

use super::Tag;

/// The namespaces that an element can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Html,
    Svg,
    MathMl,
}

/// What a tag is to the rules: names that all of them treat alike are of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
    Paragraph,
    Heading,
    /// `<pre>`, `<listing>`.
    Preformatted,
    Form,
    ListItem,
    /// `<dd>`, `<dt>`.
    Definition,
    Plaintext,
    Button,
    Link,
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
    Row,
    /// `<td>`, `<th>`.
    Cell,
    /// `<img>` and the like, which may stand in a sentence.
    Void,
    Br,
    Input,
    /// `<param>`, `<source>`, `<track>`.
    Param,
    Rule,
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
    /// "Special" elements.
    pub(in crate::html) const SPECIAL: u16 = 1;
    /// What ends a scope, in general, …
    pub(in crate::html) const SCOPE: u16 = 1 << 1;
    /// … of list items besides, …
    pub(in crate::html) const LIST_SCOPE: u16 = 1 << 2;
    /// … of paragraphs besides, …
    pub(in crate::html) const BUTTON_SCOPE: u16 = 1 << 3;
    /// … and of tables.
    pub(in crate::html) const TABLE_SCOPE: u16 = 1 << 4;
    /// What ends by itself where something around it ends.
    pub(in crate::html) const IMPLIED_END: u16 = 1 << 5;
    /// What does so where a template ends.
    pub(in crate::html) const THOROUGH_END: u16 = 1 << 6;
    /// What content that has no place in a table is put in front of.
    pub(in crate::html) const FOSTERS: u16 = 1 << 7;
    pub(in crate::html) const BODY_CONTEXT: u16 = 1 << 8;
    pub(in crate::html) const ROW_CONTEXT: u16 = 1 << 9;
    pub(in crate::html) const HEADING: u16 = 1 << 10;
    pub(in crate::html) const CELL: u16 = 1 << 11;
    /// What leads out of SVG and MathML.
    pub(in crate::html) const BREAKS_OUT: u16 = 1 << 12;
    /// MathML that holds text, and SVG that holds HTML.
    pub(in crate::html) const HOLDS_TEXT: u16 = 1 << 13;
    pub(in crate::html) const HOLDS_MARKUP: u16 = 1 << 14;
    /// MathML's `<annotation-xml>`.
    pub(in crate::html) const ANNOTATION: u16 = 1 << 15;
}

/// What the parser needs to know of a name that stands in a tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// The tag, if the element is HTML.
    pub(super) tag: Tag,
    pub(super) kind: Kind,
    /// The sets of names that it is in, if the element is HTML.
    pub(super) sets: u16,
}

impl Name {
    /// The name that is written so in a tag. Constant time.
    pub(super) fn of(written: &str) -> Name {
        match Tag::from_html(written) {
            Tag::Other => Name::without_tag(written),
            tag => Name::from(tag),
        }
    }

    /// A name that no stage tells apart, but some rules do.
    fn without_tag(written: &str) -> Name {
        let is = |name: &str| written.eq_ignore_ascii_case(name);
        let (kind, sets) = match written.len() {
            3 if is("svg") => (Kind::Svg, 0),
            4 if is("math") => (Kind::Math, 0),
            5 if is("image") => (Kind::Image, 0),
            6 if is("keygen") => (Kind::Void, 0),
            7 if is("bgsound") => (Kind::Meta, set::SPECIAL),
            7 if is("isindex") => (Kind::Ordinary, set::SPECIAL),
            8 if is("basefont") => (Kind::Meta, set::SPECIAL),
            _ => (Kind::Ordinary, 0),
        };
        Name { tag: Tag::Other, kind, sets }
    }

    /// Whether the parser keeps elements of this name, if they are HTML, in its list of active formatting elements.
    pub(super) fn is_formatting(self) -> bool {
        matches!(self.kind, Kind::Link | Kind::Formatting | Kind::Nobr)
    }

    /// Whether a start tag may open an element that others nest in.
    pub(super) fn deepens(self, is_foreign: bool, self_closing: bool) -> bool {
        match self.kind {
            Kind::Html | Kind::Head | Kind::Body | Kind::Plaintext => false,
            // As HTML they have no content, or text alone. In SVG and MathML they are elements like others.
            Kind::Base
            | Kind::Meta
            | Kind::Void
            | Kind::Br
            | Kind::Input
            | Kind::Param
            | Kind::Rule
            | Kind::Image
            | Kind::Title
            | Kind::Style
            | Kind::Script
            | Kind::Noframes
            | Kind::Textarea
            | Kind::Xmp
            | Kind::Iframe
            | Kind::Noembed => is_foreign && !self_closing && self.sets & set::BREAKS_OUT == 0,
            _ => !(is_foreign && self_closing),
        }
    }
}

impl From<Tag> for Name {
    fn from(tag: Tag) -> Name {
        Name { tag, kind: kind_of(tag), sets: sets_of(tag) }
    }
}

#[rustfmt::skip]
fn kind_of(tag: Tag) -> Kind {
    match tag {
        Tag::Html => Kind::Html,
        Tag::Head => Kind::Head,
        Tag::Body => Kind::Body,
        Tag::Frameset => Kind::Frameset,
        Tag::Frame => Kind::Frame,
        Tag::Base => Kind::Base,
        Tag::Link | Tag::Meta => Kind::Meta,
        Tag::Title => Kind::Title,
        Tag::Style => Kind::Style,
        Tag::Script => Kind::Script,
        Tag::Noscript => Kind::Noscript,
        Tag::Noframes => Kind::Noframes,
        Tag::Template => Kind::Template,
        Tag::Address | Tag::Article | Tag::Aside | Tag::Blockquote | Tag::Center | Tag::Details | Tag::Dialog | Tag::Dir
        | Tag::Div | Tag::Dl | Tag::Fieldset | Tag::Figcaption | Tag::Figure | Tag::Footer | Tag::Header | Tag::Hgroup
        | Tag::Main | Tag::Menu | Tag::Nav | Tag::Ol | Tag::Search | Tag::Section | Tag::Summary | Tag::Ul => Kind::Block,
        Tag::P => Kind::Paragraph,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Kind::Heading,
        Tag::Pre | Tag::Listing => Kind::Preformatted,
        Tag::Form => Kind::Form,
        Tag::Li => Kind::ListItem,
        Tag::Dd | Tag::Dt => Kind::Definition,
        Tag::Plaintext => Kind::Plaintext,
        Tag::Button => Kind::Button,
        Tag::A => Kind::Link,
        Tag::B | Tag::Big | Tag::Code | Tag::Em | Tag::Font | Tag::I | Tag::S | Tag::Small | Tag::Strike | Tag::Strong
        | Tag::Tt | Tag::U => Kind::Formatting,
        Tag::Nobr => Kind::Nobr,
        Tag::Applet | Tag::Marquee | Tag::Object => Kind::Marker,
        Tag::Table => Kind::Table,
        Tag::Caption => Kind::Caption,
        Tag::Col => Kind::Col,
        Tag::Colgroup => Kind::Colgroup,
        Tag::Tbody | Tag::Tfoot | Tag::Thead => Kind::TableBody,
        Tag::Tr => Kind::Row,
        Tag::Td | Tag::Th => Kind::Cell,
        Tag::Area | Tag::Embed | Tag::Img | Tag::Wbr => Kind::Void,
        Tag::Br => Kind::Br,
        Tag::Input => Kind::Input,
        Tag::Param | Tag::Source | Tag::Track => Kind::Param,
        Tag::Hr => Kind::Rule,
        Tag::Textarea => Kind::Textarea,
        Tag::Xmp => Kind::Xmp,
        Tag::Iframe => Kind::Iframe,
        Tag::Noembed => Kind::Noembed,
        Tag::Select => Kind::Select,
        Tag::Option => Kind::Option,
        Tag::Optgroup => Kind::Optgroup,
        Tag::Rb | Tag::Rtc => Kind::RubyBase,
        Tag::Rp | Tag::Rt => Kind::RubyText,
        _ => Kind::Ordinary,
    }
}

/// The sets that an HTML element of this name is in.
#[rustfmt::skip]
fn sets_of(tag: Tag) -> u16 {
    use set::*;
    match tag {
        Tag::Html => SPECIAL | SCOPE | TABLE_SCOPE | BODY_CONTEXT | ROW_CONTEXT,
        Tag::Template => SPECIAL | SCOPE | TABLE_SCOPE | BODY_CONTEXT | ROW_CONTEXT,
        Tag::Table => SPECIAL | SCOPE | TABLE_SCOPE | FOSTERS | BREAKS_OUT,
        Tag::Td | Tag::Th => SPECIAL | SCOPE | CELL | THOROUGH_END,
        Tag::Caption => SPECIAL | SCOPE | THOROUGH_END,
        Tag::Applet | Tag::Marquee | Tag::Object | Tag::Select => SPECIAL | SCOPE,
        Tag::Tbody | Tag::Tfoot | Tag::Thead => SPECIAL | BODY_CONTEXT | FOSTERS | THOROUGH_END,
        Tag::Tr => SPECIAL | ROW_CONTEXT | FOSTERS | THOROUGH_END,
        Tag::Colgroup => SPECIAL | THOROUGH_END,
        Tag::Ol | Tag::Ul => SPECIAL | LIST_SCOPE | BREAKS_OUT,
        Tag::Button => SPECIAL | BUTTON_SCOPE,
        Tag::Dd | Tag::Dt | Tag::Li | Tag::P => SPECIAL | IMPLIED_END | THOROUGH_END | BREAKS_OUT,
        Tag::Option | Tag::Optgroup | Tag::Rb | Tag::Rp | Tag::Rt | Tag::Rtc => IMPLIED_END | THOROUGH_END,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => SPECIAL | HEADING | BREAKS_OUT,
        Tag::Blockquote | Tag::Body | Tag::Br | Tag::Center | Tag::Div | Tag::Dl | Tag::Embed | Tag::Head | Tag::Hr
        | Tag::Img | Tag::Listing | Tag::Menu | Tag::Meta | Tag::Pre => SPECIAL | BREAKS_OUT,
        Tag::B | Tag::Big | Tag::Code | Tag::Em | Tag::I | Tag::Nobr | Tag::Ruby | Tag::S | Tag::Small | Tag::Span
        | Tag::Strong | Tag::Strike | Tag::Sub | Tag::Sup | Tag::Tt | Tag::U | Tag::Var => BREAKS_OUT,
        Tag::Address | Tag::Area | Tag::Article | Tag::Aside | Tag::Base | Tag::Col | Tag::Details | Tag::Dir | Tag::Fieldset
        | Tag::Figcaption | Tag::Figure | Tag::Footer | Tag::Form | Tag::Frame | Tag::Frameset | Tag::Header | Tag::Hgroup
        | Tag::Iframe | Tag::Input | Tag::Link | Tag::Main | Tag::Nav | Tag::Noembed | Tag::Noframes | Tag::Noscript
        | Tag::Param | Tag::Plaintext | Tag::Script | Tag::Section | Tag::Source | Tag::Style | Tag::Summary
        | Tag::Textarea | Tag::Title | Tag::Track | Tag::Wbr | Tag::Xmp => SPECIAL,
        _ => 0,
    }
}

/// What an element of this name is in SVG or MathML: its tag, and the sets that it is in.
pub(super) fn foreign(space: Space, written: &str) -> (Tag, u16) {
    let is = |name: &&str| written.eq_ignore_ascii_case(name);
    match space {
        Space::Html => {
            let Name { tag, sets, .. } = Name::of(written);
            (tag, sets)
        }
        Space::Svg if is(&"svg") => (Tag::Svg, 0),
        Space::Svg if ["foreignobject", "desc", "title"].iter().any(is) => {
            (Tag::SvgInner, set::HOLDS_MARKUP | set::SCOPE)
        }
        Space::Svg => (Tag::SvgInner, 0),
        Space::MathMl if ["mi", "mo", "mn", "ms", "mtext"].iter().any(is) => {
            (Tag::from_mathml(&written.to_ascii_lowercase()), set::HOLDS_TEXT | set::SCOPE)
        }
        Space::MathMl => match Tag::from_mathml(&written.to_ascii_lowercase()) {
            Tag::AnnotationXml => (Tag::AnnotationXml, set::ANNOTATION),
            tag => (tag, 0),
        },
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
