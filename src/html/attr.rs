//! Attribute names as a small enum: only those that some stage reads.

use super::name_table::NameTable;

/// Writes the enum and the table of its names from one list of `Variant = "name"`.
macro_rules! attrs {
    ($($variant:ident = $name:literal,)*) => {
        /// The name of an attribute that some stage reads. All others are dropped while parsing, unless a selector asks for them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Attr {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
            /// The name of an attribute that only a selector asks for; its value follows under [`Attr::OtherValue`].
            OtherName,
            /// The value of the attribute that the [`Attr::OtherName`] before it names.
            OtherValue,
            /// The name of an element that has no tag of its own, where a selector asks for it.
            ElementName,
        }

        impl Attr {
            /// The names, and the attributes that have them.
            pub(super) const NAMES: &'static [&'static str] = &[$($name,)*];
            const NAMED: &'static [Attr] = &[$(Attr::$variant,)*];

            /// The attribute of this name, in upper or lower case, if any stage reads it.
            pub(crate) fn from_name(name: &str) -> Option<Attr> {
                static TABLE: NameTable = NameTable::new(Attr::NAMES);
                TABLE.find(name).map(|position| Attr::NAMED[position])
            }
        }
    };
}

attrs! {
    Align = "align", Alt = "alt", Alttext = "alttext", AriaColspan = "aria-colspan", AriaHidden = "aria-hidden",
    AriaModal = "aria-modal", AriaRowspan = "aria-rowspan", Checked = "checked", Cite = "cite", Class = "class",
    Colspan = "colspan", Content = "content", Data = "data", DataActualsrc = "data-actualsrc",
    DataBackground = "data-background", DataBg = "data-bg", DataChecked = "data-checked",
    DataComponent = "data-component", DataCroporisrc = "data-croporisrc", DataDefaultSrc = "data-default-src",
    DataEcho = "data-echo", DataEnlighterLanguage = "data-enlighter-language", DataFile = "data-file",
    DataFootnoteBackref = "data-footnote-backref", DataFootnoteRef = "data-footnote-ref",
    DataFullUrl = "data-full-url", DataHiResSrc = "data-hi-res-src", DataHref = "data-href", DataImage = "data-image",
    DataImg = "data-img", DataLang = "data-lang", DataLanguage = "data-language", DataLazy = "data-lazy",
    DataLazySrc = "data-lazy-src", DataLazySrcset = "data-lazy-srcset", DataLazyload = "data-lazyload",
    DataList = "data-list", DataOrgSrc = "data-orgsrc", DataOrig = "data-orig", DataOrigFile = "data-orig-file",
    DataOriginal = "data-original", DataOriginalSrc = "data-original-src", DataRealSrc = "data-real-src",
    DataShortcode = "data-shortcode", DataSizes = "data-sizes", DataSrc = "data-src", DataSrcset = "data-srcset",
    DataTestid = "data-testid", DataTex = "data-tex", DataTrackid = "data-trackid", DataTweetid = "data-tweetid",
    DataUrl = "data-url", DataVideoid = "data-videoid", Datetime = "datetime", Dir = "dir", Display = "display",
    Encoding = "encoding", EpubType = "epub:type", Height = "height", Hidden = "hidden", Href = "href",
    HttpEquiv = "http-equiv", Id = "id", Itemprop = "itemprop", Itemscope = "itemscope", Itemtype = "itemtype",
    Lang = "lang", Name = "name", Open = "open", Original = "original", Property = "property", Rel = "rel",
    Reversed = "reversed", Role = "role", Rowspan = "rowspan", Sizes = "sizes", Src = "src", Srcset = "srcset",
    Start = "start", Style = "style", Summary = "summary", Title = "title", Type = "type", Url = "url",
    Value = "value", Width = "width", XmlLang = "xml:lang",
    // What a button opens.
    AriaControls = "aria-controls", AriaExpanded = "aria-expanded", AriaHaspopup = "aria-haspopup",
    DataAccordionToggle = "data-accordion-toggle", DataBsToggle = "data-bs-toggle",
    DataCollapseToggle = "data-collapse-toggle", DataMdbToggle = "data-mdb-toggle", DataToggle = "data-toggle",
    // Where images and videos are.
    DataCfsrc = "data-cfsrc", DataImageSrc = "data-image-src", DataImgSrc = "data-img-src",
    DataKsLazyload = "data-ks-lazyload", DataLazyImg = "data-lazy-img", DataSrv = "data-srv", File = "file",
    LazySrc = "lazy-src", Videoid = "videoid", Zoomfile = "zoomfile",
    // Shadow trees in the markup, and what goes into them where.
    Shadowrootmode = "shadowrootmode", Slot = "slot",
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    /// The names of variants that nothing but this file has: attributes that nobody reads would only make trees larger.
    #[test]
    fn every_attribute_is_read_by_some_stage() {
        let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut code = String::new();
        while let Some(folder) = pending.pop() {
            let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|path| path.is_dir());
            pending.extend(folders);
            for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
                code += &fs::read_to_string(file).unwrap();
            }
        }
        let read = |attr: &super::Attr| {
            let written = format!("Attr::{attr:?}");
            code.match_indices(&written).any(|(at, _)| !code[at + written.len()..].starts_with(char::is_alphanumeric))
        };
        let unread: Vec<_> = super::Attr::NAMED.iter().filter(|attr| !read(attr)).collect();
        assert!(unread.is_empty(), "{unread:?}");
    }
}
