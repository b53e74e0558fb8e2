//! Element names as a small enum.

use super::name_table::NameTable;

/// Writes the enum and its tables from lists of `Variant = "name"`: elements of HTML; later ones; elements of MathML.
macro_rules! tags {
    (
        html { $($variant:ident = $name:literal,)* }
        later { $($later:ident = $later_name:literal,)* }
        mathml { $($math:ident = $math_name:literal,)* }
    ) => {
        /// The name of an element.
        ///
        /// HTML elements that some stage treats differently have a variant each. The rest are [`Tag::Other`]; of SVG and
        /// MathML only the elements that extraction reads are told apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Tag {
            $(
                #[doc = concat!("`<", $name, ">`")]
                $variant,
            )*
            /// The root of an SVG image.
            Svg,
            /// Anything inside an SVG image that is not HTML again.
            SvgInner,
            /// The root of a MathML formula.
            Math,
            /// MathML's `<annotation>`: the formula in another notation, often TeX.
            Annotation,
            /// MathML's `<annotation-xml>`.
            AnnotationXml,
            /// Anything else inside a MathML formula.
            MathInner,
            /// Any other HTML element, custom elements among them.
            Other,
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
            pub(super) const NAMES: &'static [&'static str] = &[$($name,)* $($later_name,)*];
            const NAMED: &'static [Tag] = &[$(Tag::$variant,)* $(Tag::$later,)*];

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

            /// The name as it is written in HTML; a stand-in for the variants that cover many names.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Tag::$variant => $name,)*
                    $(Tag::$later => $later_name,)*
                    $(Tag::$math => $math_name,)*
                    Tag::Svg => "svg",
                    Tag::SvgInner => "svg-inner",
                    Tag::Math => "math",
                    Tag::Annotation => "annotation",
                    Tag::AnnotationXml => "annotation-xml",
                    Tag::MathInner => "math-inner",
                    Tag::Other => "other",
                }
            }
        }
    };
}

tags! {
    html {
        A = "a", Abbr = "abbr", Acronym = "acronym", Address = "address", AmpImg = "amp-img", Applet = "applet", Area = "area",
        Article = "article", Aside = "aside", Audio = "audio", B = "b", Base = "base", Bdi = "bdi", Bdo = "bdo",
        Big = "big", Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas",
        Caption = "caption", Center = "center", Cite = "cite", Code = "code", Col = "col", Colgroup = "colgroup",
        Data = "data", Datalist = "datalist", Dd = "dd", Del = "del", Details = "details", Dfn = "dfn", Dialog = "dialog",
        Dir = "dir", Div = "div", Dl = "dl", Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset",
        Figcaption = "figcaption", Figure = "figure", Font = "font", Footer = "footer", Form = "form", Frame = "frame",
        Frameset = "frameset", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head",
        Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Img = "img",
        Input = "input", Ins = "ins", Kbd = "kbd", Label = "label", Legend = "legend", Li = "li", Link = "link",
        Listing = "listing", Main = "main", Map = "map", Mark = "mark", Marquee = "marquee", Menu = "menu", Meta = "meta",
        Meter = "meter", MjxContainer = "mjx-container", Nav = "nav", Nobr = "nobr", Noembed = "noembed",
        Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol", Optgroup = "optgroup",
        Option = "option", Output = "output", P = "p", Param = "param", Picture = "picture", Plaintext = "plaintext",
        Pre = "pre", Progress = "progress", Q = "q", Rb = "rb", Rp = "rp", Rt = "rt", Rtc = "rtc", Ruby = "ruby", S = "s",
        Samp = "samp", Script = "script", Search = "search", Section = "section", Select = "select", Slot = "slot",
        Small = "small", Source = "source", Span = "span", Strike = "strike", Strong = "strong", Style = "style",
        Sub = "sub", Summary = "summary", Sup = "sup", Table = "table", Tbody = "tbody", Td = "td", Template = "template",
        Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr",
        Track = "track", Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video", Wbr = "wbr", Xmp = "xmp",
    }
    later {
        AmpAudio = "amp-audio", AmpDailymotion = "amp-dailymotion", AmpFacebook = "amp-facebook",
        AmpIframe = "amp-iframe", AmpInstagram = "amp-instagram", AmpSoundcloud = "amp-soundcloud",
        AmpTwitter = "amp-twitter", AmpVideo = "amp-video", AmpVimeo = "amp-vimeo", AmpYoutube = "amp-youtube",
        Oembed = "oembed",
        AImg = "a-img", AmpAnim = "amp-anim", LiteVimeo = "lite-vimeo", LiteYoutube = "lite-youtube",
    }
    mathml {
        Mfrac = "mfrac", Mover = "mover", Mroot = "mroot", Msqrt = "msqrt", Msub = "msub", Msubsup = "msubsup",
        Msup = "msup", Mtd = "mtd", Mtr = "mtr", Munder = "munder", Munderover = "munderover",
    }
}

impl Tag {
    /// Whether it is a heading, `<h1>` to `<h6>`.
    pub(crate) fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }

    /// Whether an element never yields text inside another: what a formula is in other notations is none of it.
    pub(crate) fn is_silent(self) -> bool {
        matches!(
            self,
            Tag::Annotation
                | Tag::AnnotationXml
                | Tag::Audio
                | Tag::Button
                | Tag::Canvas
                | Tag::Iframe
                | Tag::Noembed
                | Tag::Noframes
                | Tag::Script
                | Tag::Select
                | Tag::Style
                | Tag::Svg
                | Tag::Template
                | Tag::Textarea
                | Tag::Title
                | Tag::Video
        )
    }
}
