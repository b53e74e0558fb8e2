//! Element names as a small enum.

/// Writes the enum and its two tables from one list of `Variant = "name"`.
macro_rules! tags {
    ($($variant:ident = $name:literal,)*) => {
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
        }

        impl Tag {
            /// The HTML element of this name (lower case, as the tokenizer leaves it).
            pub(crate) fn from_html(name: &str) -> Tag {
                match name {
                    $($name => Tag::$variant,)*
                    _ => Tag::Other,
                }
            }

            /// The name as it is written in HTML; a stand-in for the variants that cover many names.
            #[cfg(any(test, feature = "train"))]
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Tag::$variant => $name,)*
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

impl Tag {
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
