//! Hashes of elements by which they look alike: the tag and the first classes.

use crate::html::Tag;
use crate::text::fnv;

/// A hash of a tag and the first classes, digits at their ends cut off.
pub(super) fn signature(tag: Tag, class: &str) -> u32 {
    let mut state = fnv::START ^ u32::from(NUMBERS[tag as usize]);
    for name in class.split_ascii_whitespace().take(2) {
        state = fnv::add(state, 0) ^ u32::from(b' ');
        state = fnv::bytes(state, name.trim_end_matches(|c: char| c.is_ascii_digit()).as_bytes());
    }
    state
}

/// The number of each element in signatures: its place in [`ORDER`].
const NUMBERS: [u8; 256] = {
    let mut numbers = [u8::MAX; 256];
    let mut at = 0;
    while at < ORDER.len() {
        numbers[ORDER[at] as usize] = at as u8;
        at += 1;
    }
    numbers
};

/// The elements in an order of their own. Where two paths hold as much prose, as on pages without any, the hash decides which is
/// the main one, and so what the model has learned of it: the numbers stay until the next one is trained. An element
/// that is not here shares the last number.
#[rustfmt::skip]
const ORDER: [Tag; 167] = {
    use Tag::*;
    [
        A, Abbr, Acronym, Address, AmpImg, Applet, Area, Article, Aside, Audio, B, Base, Bdi, Bdo, Big, Blockquote,
        Body, Br, Button, Canvas, Caption, Center, Cite, Code, Col, Colgroup, Data, Datalist, Dd, Del, Details, Dfn,
        Dialog, Dir, Div, Dl, Dt, Em, Embed, Fieldset, Figcaption, Figure, Font, Footer, Form, Frame, Frameset, H1,
        H2, H3, H4, H5, H6, Head, Header, Hgroup, Hr, Html, I, Iframe, Img, Input, Ins, Kbd, Label, Legend, Li, Link,
        Listing, Main, Map, Mark, Marquee, Menu, Meta, Meter, MjxContainer, Nav, Nobr, Noembed, Noframes, Noscript,
        Object, Ol, Optgroup, Option, Output, P, Param, Picture, Plaintext, Pre, Progress, Q, Rb, Rp, Rt, Rtc, Ruby,
        S, Samp, Script, Search, Section, Select, Slot, Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup,
        Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title, Tr, Track, Tt, U, Ul, Var, Video, Wbr,
        Xmp, Svg, SvgInner, Math, Annotation, AnnotationXml, MathInner, Other, AmpAudio, AmpDailymotion, AmpFacebook,
        AmpIframe, AmpInstagram, AmpSoundcloud, AmpTwitter, AmpVideo, AmpVimeo, AmpYoutube, Oembed, AImg, AmpAnim,
        LiteVimeo, LiteYoutube, Mfrac, Mover, Mroot, Msqrt, Msub, Msubsup, Msup, Mtd, Mtr, Munder, Munderover,
    ]
};

#[cfg(test)]
mod tests {
    use super::signature;
    use crate::html::Tag;

    #[test]
    fn elements_look_alike_by_tag_and_two_classes() {
        let one = signature(Tag::Li, "item card-3 wide");
        assert_eq!(one, signature(Tag::Li, " item  card-12 narrow"));
        assert_ne!(one, signature(Tag::Div, "item card-3"));
        assert_ne!(one, signature(Tag::Li, "item"));
        assert_ne!(signature(Tag::Li, ""), signature(Tag::P, ""));
        // What the present model has been trained with.
        assert_eq!(signature(Tag::P, ""), 0x811c_9dc5 ^ 87);
    }
}
