//! What elements are to a text: which bound blocks, which hold none, which hide it.

use crate::html::Tag;

/// What a text node counts for, inherited from the inline elements around it.
pub(super) mod style {
    /// In `<a href>` or `<button>`.
    pub(crate) const LINK: u8 = 1;
    /// In `<time>`.
    pub(crate) const TIME: u8 = 2;
}

/// What an element is to the blocks around it.
pub(super) enum Role {
    /// Nothing in it is text.
    Skip,
    Image,
    Control,
    Rule,
    Break,
    /// Never content.
    Dialog,
    Inline,
    /// Of a name that HTML does not know: inline in paragraphs, a block elsewhere.
    Custom,
    Block,
}

/// What an element of this name is.
pub(super) fn role(tag: Tag) -> Role {
    use Tag::*;
    match tag {
        Script | Style | Template | Svg | SvgInner | Iframe | Object | Embed | Canvas | Audio | Map | Datalist
        | Head | Link | Meta | Param | Source | Track | Frame | Frameset | Noframes | Noembed | Applet | Base
        | Area | Title | Col | Annotation | AnnotationXml | LiteVimeo | LiteYoutube => Role::Skip,
        Img | AmpImg | AImg | AmpAnim | Video => Role::Image,
        Input | Select | Textarea => Role::Control,
        Hr => Role::Rule,
        Br => Role::Break,
        Dialog => Role::Dialog,
        A | Abbr | Acronym | B | Bdi | Bdo | Big | Cite | Code | Data | Del | Dfn | Em | Font | I | Ins | Kbd
        | Label | Mark | Meter | MjxContainer | Nobr | Output | Picture | Progress | Q | Rb | Rp | Rt | Rtc | Ruby
        | S | Samp | Slot | Small | Span | Strike | Strong | Sub | Sup | Time | Tt | U | Var | Wbr => Role::Inline,
        Other | Oembed | AmpAudio | AmpDailymotion | AmpFacebook | AmpIframe | AmpInstagram | AmpSoundcloud
        | AmpTwitter | AmpVideo | AmpVimeo | AmpYoutube => Role::Custom,
        _ if tag.is_mathml() => Role::Inline,
        _ => Role::Block,
    }
}

/// Whether an inline style hides its element.
pub(super) fn hides(style: &str) -> bool {
    let mut kept = [0_u8; 24];
    // Declarations are short; comparing each without its white space needs no allocation.
    for declaration in style.split(';') {
        let length =
            declaration.bytes().filter(|byte| !byte.is_ascii_whitespace()).take(kept.len()).fold(0, |at, byte| {
                kept[at] = byte.to_ascii_lowercase();
                at + 1
            });
        let text = &kept[..length];
        if text.starts_with(b"display:none") || text.starts_with(b"visibility:hidden") {
            return true;
        }
    }
    false
}
