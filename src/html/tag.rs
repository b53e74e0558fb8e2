//! Elements: their names as a small enum, and what they are to a text, in one table.
//!
//! Who asks whether an element is part of a line, yields text, or is an image, finds the answer here, in the row of the
//! element. What the rules of tree construction have to know is in [`names`](super::names).

use super::name_table::NameTable;

/// What an element is to the blocks of text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextRole {
    /// Nothing in it is text.
    Skip,
    /// An image, or a video.
    Image,
    /// What readers fill in.
    Control,
    /// A line across the page.
    Rule,
    /// The end of a line.
    Break,
    /// Never content.
    Dialog,
    /// A part of a line.
    Inline,
    /// Of a name that HTML does not know: inline in paragraphs, a block elsewhere.
    Custom,
    /// Everything else stands apart from what is before and after it.
    Block,
}

/// What can be true of an element besides, a bit for each.
mod fact {
    /// It is built as a part of a line of text, if no style says otherwise. Not all that is inline by its role is: ruby and
    /// pictures are built by rules of their own, and a button or a `<map>` can hold words of a sentence.
    pub(super) const IN_LINE: u8 = 1;
    /// In a headline or a byline it ends no line. Fewer do than in a text: a `<label>` or a `<kbd>` there stands apart.
    pub(super) const IN_TITLE: u8 = 1 << 1;
    /// In a listing it is no line of its own, though no part of a line of text either.
    pub(super) const IN_CODE_LINE: u8 = 1 << 2;
    /// It never yields text inside another element.
    pub(super) const SILENT: u8 = 1 << 3;
    /// No block is made of it, nor of what it holds.
    pub(super) const PASSED_OVER: u8 = 1 << 4;
    pub(super) const IMAGE: u8 = 1 << 5;
    /// It puts something from elsewhere into the page.
    pub(super) const EMBED: u8 = 1 << 6;
    /// It says what it embeds by a name instead of an address.
    pub(super) const EMBED_BY_NAME: u8 = 1 << 7;
}

/// Writes the enum and its tables from rows of `Variant = "name", role, facts`: elements of HTML; groups of elements that are
/// not told apart, with the roots of SVG and MathML; later ones of HTML; elements of MathML.
macro_rules! elements {
    (
        html { $($html:ident = $html_name:literal, $html_role:ident, $html_facts:expr;)* }
        groups { $($(#[$doc:meta])* $group:ident = $group_name:literal, $group_role:ident, $group_facts:expr;)* }
        later { $($later:ident = $later_name:literal, $later_role:ident, $later_facts:expr;)* }
        mathml { $($math:ident = $math_name:literal, $math_role:ident, $math_facts:expr;)* }
    ) => {
        /// The name of an element.
        ///
        /// HTML elements that some stage treats differently have a variant each. The rest are [`Tag::Other`]; of SVG and
        /// MathML only the elements that extraction reads are told apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Tag {
            $(
                #[doc = concat!("`<", $html_name, ">`")]
                $html,
            )*
            $($(#[$doc])* $group,)*
            $(
                #[doc = concat!("`<", $later_name, ">`")]
                $later,
            )*
            $(
                #[doc = concat!("MathML's `<", $math_name, ">`")]
                $math,
            )*
        }

        impl Tag {
            /// The names of HTML elements that have a tag of their own, and their tags.
            pub(super) const NAMES: &'static [&'static str] = &[$($html_name,)* $($later_name,)*];
            const NAMED: &'static [Tag] = &[$(Tag::$html,)* $(Tag::$later,)*];

            /// The HTML element of this name, in upper or lower case.
            pub(crate) fn from_html(name: &str) -> Tag {
                static TABLE: NameTable = NameTable::new(Tag::NAMES);
                TABLE.find(name).map_or(Tag::Other, |position| Tag::NAMED[position])
            }

            /// The MathML element of this name.
            pub(crate) fn from_mathml(name: &str) -> Tag {
                match name {
                    "math" => Tag::Math,
                    "annotation" => Tag::Annotation,
                    "annotation-xml" => Tag::AnnotationXml,
                    $($math_name => Tag::$math,)*
                    _ => Tag::MathInner,
                }
            }

            /// Whether the element is one of MathML.
            pub(crate) fn is_mathml(self) -> bool {
                matches!(
                    self,
                    Tag::Math | Tag::Annotation | Tag::AnnotationXml | Tag::MathInner $(| Tag::$math)*
                )
            }
        }

        /// For each element its name as it is written in HTML; a stand-in for those that cover many names.
        const NAME: &[&str] = &[$($html_name,)* $($group_name,)* $($later_name,)* $($math_name,)*];
        /// For each element its role.
        const ROLE: &[TextRole] = &[
            $(TextRole::$html_role,)* $(TextRole::$group_role,)* $(TextRole::$later_role,)* $(TextRole::$math_role,)*
        ];
        /// For each element what is true of it.
        const FACTS: &[u8] = {
            use fact::*;
            &[$($html_facts,)* $($group_facts,)* $($later_facts,)* $($math_facts,)*]
        };
    };
}

#[rustfmt::skip]
elements! {
    html {
        A = "a",                               Inline,  IN_LINE | IN_TITLE;
        Abbr = "abbr",                         Inline,  IN_LINE | IN_TITLE;
        Acronym = "acronym",                   Inline,  IN_LINE;
        Address = "address",                   Block,   0;
        AmpImg = "amp-img",                    Image,   IMAGE | IN_CODE_LINE;
        Applet = "applet",                     Skip,    IN_CODE_LINE;
        Area = "area",                         Skip,    PASSED_OVER | IN_CODE_LINE;
        Article = "article",                   Block,   0;
        Aside = "aside",                       Block,   0;
        Audio = "audio",                       Skip,    EMBED | SILENT;
        B = "b",                               Inline,  IN_LINE | IN_TITLE;
        Base = "base",                         Skip,    PASSED_OVER | IN_CODE_LINE;
        Bdi = "bdi",                           Inline,  IN_LINE | IN_TITLE;
        Bdo = "bdo",                           Inline,  IN_LINE;
        Big = "big",                           Inline,  IN_LINE;
        Blockquote = "blockquote",             Block,   0;
        Body = "body",                         Block,   0;
        Br = "br",                             Break,   0;
        Button = "button",                     Block,   SILENT | IN_LINE;
        Canvas = "canvas",                     Skip,    SILENT | PASSED_OVER;
        Caption = "caption",                   Block,   0;
        Center = "center",                     Block,   0;
        Cite = "cite",                         Inline,  IN_LINE | IN_TITLE;
        Code = "code",                         Inline,  IN_LINE | IN_TITLE;
        Col = "col",                           Skip,    PASSED_OVER;
        Colgroup = "colgroup",                 Block,   PASSED_OVER;
        Data = "data",                         Inline,  IN_LINE | IN_TITLE;
        Datalist = "datalist",                 Skip,    PASSED_OVER | IN_CODE_LINE;
        Dd = "dd",                             Block,   0;
        Del = "del",                           Inline,  IN_LINE;
        Details = "details",                   Block,   0;
        Dfn = "dfn",                           Inline,  IN_LINE;
        Dialog = "dialog",                     Dialog,  0;
        Dir = "dir",                           Block,   0;
        Div = "div",                           Block,   0;
        Dl = "dl",                             Block,   0;
        Dt = "dt",                             Block,   0;
        Em = "em",                             Inline,  IN_LINE | IN_TITLE;
        Embed = "embed",                       Skip,    EMBED | IN_CODE_LINE;
        Fieldset = "fieldset",                 Block,   0;
        Figcaption = "figcaption",             Block,   0;
        Figure = "figure",                     Block,   0;
        Font = "font",                         Inline,  IN_LINE | IN_TITLE;
        Footer = "footer",                     Block,   0;
        Form = "form",                         Block,   0;
        Frame = "frame",                       Skip,    PASSED_OVER | IN_CODE_LINE;
        Frameset = "frameset",                 Skip,    0;
        H1 = "h1",                             Block,   0;
        H2 = "h2",                             Block,   0;
        H3 = "h3",                             Block,   0;
        H4 = "h4",                             Block,   0;
        H5 = "h5",                             Block,   0;
        H6 = "h6",                             Block,   0;
        Head = "head",                         Skip,    PASSED_OVER;
        Header = "header",                     Block,   0;
        Hgroup = "hgroup",                     Block,   0;
        Hr = "hr",                             Rule,    0;
        Html = "html",                         Block,   0;
        I = "i",                               Inline,  IN_LINE | IN_TITLE;
        Iframe = "iframe",                     Skip,    EMBED | SILENT;
        Img = "img",                           Image,   IMAGE | IN_CODE_LINE;
        Input = "input",                       Control, IN_CODE_LINE;
        Ins = "ins",                           Inline,  IN_LINE;
        Kbd = "kbd",                           Inline,  IN_LINE;
        Label = "label",                       Inline,  IN_LINE;
        Legend = "legend",                     Block,   0;
        Li = "li",                             Block,   0;
        Link = "link",                         Skip,    PASSED_OVER | IN_CODE_LINE;
        Listing = "listing",                   Block,   0;
        Main = "main",                         Block,   0;
        Map = "map",                           Skip,    IN_LINE;
        Mark = "mark",                         Inline,  IN_LINE | IN_TITLE;
        Marquee = "marquee",                   Block,   0;
        Menu = "menu",                         Block,   0;
        Meta = "meta",                         Skip,    PASSED_OVER | IN_CODE_LINE;
        Meter = "meter",                       Inline,  PASSED_OVER | IN_CODE_LINE;
        MjxContainer = "mjx-container",        Inline,  IN_LINE;
        Nav = "nav",                           Block,   0;
        Nobr = "nobr",                         Inline,  IN_LINE | IN_TITLE;
        Noembed = "noembed",                   Skip,    SILENT | PASSED_OVER;
        Noframes = "noframes",                 Skip,    SILENT | PASSED_OVER;
        Noscript = "noscript",                 Block,   IN_CODE_LINE;
        Object = "object",                     Skip,    IN_CODE_LINE;
        Ol = "ol",                             Block,   0;
        Optgroup = "optgroup",                 Block,   PASSED_OVER | IN_CODE_LINE;
        Option = "option",                     Block,   PASSED_OVER | IN_CODE_LINE;
        Output = "output",                     Inline,  PASSED_OVER | IN_CODE_LINE;
        P = "p",                               Block,   0;
        Param = "param",                       Skip,    PASSED_OVER | IN_CODE_LINE;
        Picture = "picture",                   Inline,  IN_CODE_LINE;
        Plaintext = "plaintext",               Block,   0;
        Pre = "pre",                           Block,   0;
        Progress = "progress",                 Inline,  PASSED_OVER | IN_CODE_LINE;
        Q = "q",                               Inline,  IN_LINE | IN_TITLE;
        Rb = "rb",                             Inline,  IN_LINE;
        Rp = "rp",                             Inline,  PASSED_OVER | IN_CODE_LINE;
        Rt = "rt",                             Inline,  IN_CODE_LINE;
        Rtc = "rtc",                           Inline,  IN_CODE_LINE;
        Ruby = "ruby",                         Inline,  IN_CODE_LINE;
        S = "s",                               Inline,  IN_LINE | IN_TITLE;
        Samp = "samp",                         Inline,  IN_LINE;
        Script = "script",                     Skip,    SILENT | PASSED_OVER;
        Search = "search",                     Block,   0;
        Section = "section",                   Block,   0;
        Select = "select",                     Control, SILENT | PASSED_OVER;
        Slot = "slot",                         Inline,  IN_LINE;
        Small = "small",                       Inline,  IN_LINE | IN_TITLE;
        Source = "source",                     Skip,    PASSED_OVER | IN_CODE_LINE;
        Span = "span",                         Inline,  IN_LINE | IN_TITLE;
        Strike = "strike",                     Inline,  IN_LINE;
        Strong = "strong",                     Inline,  IN_LINE | IN_TITLE;
        Style = "style",                       Skip,    SILENT | PASSED_OVER;
        Sub = "sub",                           Inline,  IN_LINE | IN_TITLE;
        Summary = "summary",                   Block,   0;
        Sup = "sup",                           Inline,  IN_LINE | IN_TITLE;
        Table = "table",                       Block,   0;
        Tbody = "tbody",                       Block,   0;
        Td = "td",                             Block,   IN_CODE_LINE;
        Template = "template",                 Skip,    SILENT | PASSED_OVER;
        Textarea = "textarea",                 Control, SILENT | PASSED_OVER;
        Tfoot = "tfoot",                       Block,   0;
        Th = "th",                             Block,   IN_CODE_LINE;
        Thead = "thead",                       Block,   0;
        Time = "time",                         Inline,  IN_LINE | IN_TITLE;
        Title = "title",                       Skip,    SILENT | PASSED_OVER;
        Tr = "tr",                             Block,   0;
        Track = "track",                       Skip,    PASSED_OVER | IN_CODE_LINE;
        Tt = "tt",                             Inline,  IN_LINE;
        U = "u",                               Inline,  IN_LINE | IN_TITLE;
        Ul = "ul",                             Block,   0;
        Var = "var",                           Inline,  IN_LINE;
        Video = "video",                       Image,   EMBED | SILENT;
        Wbr = "wbr",                           Inline,  PASSED_OVER | IN_TITLE | IN_CODE_LINE;
        Xmp = "xmp",                           Block,   0;
    }
    groups {
        /// The root of an SVG image.
        Svg = "svg",                           Skip,    SILENT | PASSED_OVER;
        /// Anything inside an SVG image that is not HTML again.
        SvgInner = "svg-inner",                Skip,    0;
        /// The root of a MathML formula.
        Math = "math",                         Inline,  0;
        /// MathML's `<annotation>`: the formula in another notation, often TeX.
        Annotation = "annotation",             Skip,    SILENT;
        /// MathML's `<annotation-xml>`.
        AnnotationXml = "annotation-xml",      Skip,    SILENT;
        /// Anything else inside a MathML formula.
        MathInner = "math-inner",              Inline,  0;
        /// Any other HTML element, custom elements among them.
        Other = "other",                       Custom,  IN_LINE | IN_TITLE;
    }
    later {
        AmpAudio = "amp-audio",                Custom,  EMBED;
        AmpDailymotion = "amp-dailymotion",    Custom,  EMBED | EMBED_BY_NAME;
        AmpFacebook = "amp-facebook",          Custom,  EMBED;
        AmpIframe = "amp-iframe",              Custom,  EMBED;
        AmpInstagram = "amp-instagram",        Custom,  EMBED | EMBED_BY_NAME;
        AmpSoundcloud = "amp-soundcloud",      Custom,  EMBED | EMBED_BY_NAME;
        AmpTwitter = "amp-twitter",            Custom,  EMBED | EMBED_BY_NAME;
        AmpVideo = "amp-video",                Custom,  EMBED;
        AmpVimeo = "amp-vimeo",                Custom,  EMBED | EMBED_BY_NAME;
        AmpYoutube = "amp-youtube",            Custom,  EMBED | EMBED_BY_NAME;
        Oembed = "oembed",                     Custom,  EMBED;
        AImg = "a-img",                        Image,   IMAGE;
        AmpAnim = "amp-anim",                  Image,   IMAGE;
        LiteVimeo = "lite-vimeo",              Skip,    EMBED | EMBED_BY_NAME;
        LiteYoutube = "lite-youtube",          Skip,    EMBED | EMBED_BY_NAME;
    }
    mathml {
        Mfrac = "mfrac",                       Inline,  0;
        Mover = "mover",                       Inline,  0;
        Mroot = "mroot",                       Inline,  0;
        Msqrt = "msqrt",                       Inline,  0;
        Msub = "msub",                         Inline,  0;
        Msubsup = "msubsup",                   Inline,  0;
        Msup = "msup",                         Inline,  0;
        Mtd = "mtd",                           Inline,  0;
        Mtr = "mtr",                           Inline,  0;
        Munder = "munder",                     Inline,  0;
        Munderover = "munderover",             Inline,  0;
    }
}

impl Tag {
    /// The name as it is written in HTML; a stand-in for the variants that cover many names.
    pub(crate) const fn name(self) -> &'static str {
        NAME[self as usize]
    }

    /// What the element is to the blocks of text around it.
    pub(crate) fn role(self) -> TextRole {
        ROLE[self as usize]
    }

    /// Whether it is built as a part of a line of text, if no style says otherwise. Custom elements are, as in browsers;
    /// blocks inside them still stand apart.
    pub(crate) fn is_in_line(self) -> bool {
        self.has(fact::IN_LINE)
    }

    /// Whether it ends no line in a headline or a byline.
    pub(crate) fn is_in_title(self) -> bool {
        self.has(fact::IN_TITLE)
    }

    /// Whether it is no line of its own in a listing, for another reason than that it is [built](Tag::is_in_line) in one.
    pub(crate) fn is_in_code_line(self) -> bool {
        self.has(fact::IN_CODE_LINE | fact::SILENT) || self.is_mathml()
    }

    /// Whether it never yields text inside another: what a formula is in other notations is none of it.
    pub(crate) fn is_silent(self) -> bool {
        self.has(fact::SILENT)
    }

    /// Whether no block is made of it, nor of what it holds.
    pub(crate) fn is_passed_over(self) -> bool {
        self.has(fact::PASSED_OVER)
    }

    /// Whether it shows an image.
    pub(crate) fn is_image(self) -> bool {
        self.has(fact::IMAGE)
    }

    /// Whether it puts something from elsewhere into the page: a video, a post, another page.
    pub(crate) fn is_embed(self) -> bool {
        self.has(fact::EMBED)
    }

    /// Whether it says what it embeds by a name instead of an address.
    pub(crate) fn is_embed_by_name(self) -> bool {
        self.has(fact::EMBED_BY_NAME)
    }

    /// Whether it is a heading, `<h1>` to `<h6>`.
    pub(crate) fn is_heading(self) -> bool {
        self.heading_level() > 0
    }

    /// The level of a heading, 1 to 6; 0 for other elements.
    pub(crate) fn heading_level(self) -> u8 {
        match self {
            Tag::H1 => 1,
            Tag::H2 => 2,
            Tag::H3 => 3,
            Tag::H4 => 4,
            Tag::H5 => 5,
            Tag::H6 => 6,
            _ => 0,
        }
    }

    fn has(self, facts: u8) -> bool {
        FACTS[self as usize] & facts != 0
    }
}
