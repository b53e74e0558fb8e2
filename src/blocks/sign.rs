//! Images that stand for characters: emoji, and formulas that a server has drawn.

use super::Builder;
use super::address::file_of;
use super::subtree::classes;
use crate::html::{Attr, Dom, NodeId};
use crate::text::phrase::has_any;
use crate::text::whitespace::{collapse, trim};
use std::borrow::Cow;

/// The character that an image of one stands for, given its address; none where nothing says which.
pub(super) fn emoji(dom: &Dom<'_>, node: NodeId, url: &str) -> Option<String> {
    names(dom, node).find(|name| is_sign(name)).or_else(|| character_of_file(url))
}

/// What people type for an emoji that an image shows.
pub(super) fn short_code(dom: &Dom<'_>, node: NodeId) -> Option<String> {
    names(dom, node).find(|name| is_short_code(name))
}

fn names(dom: &Dom<'_>, node: NodeId) -> impl Iterator<Item = String> {
    [Attr::Alt, Attr::Title].into_iter().filter_map(move |attr| dom.attr(node, attr)).map(collapse)
}

/// Whether a text is what people type for an emoji: `:wave:`, `[微笑]`. Where no character is known it is what they read.
fn is_short_code(text: &str) -> bool {
    const LONGEST: usize = 48;
    let inner = [(':', ':'), ('[', ']')]
        .into_iter()
        .find_map(|(first, last)| text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)));
    text.len() <= LONGEST
        && inner.is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '+'))
        })
}

/// Whether a text is a sign: an emoji, or a face made of punctuation. `:smile:` is the name of one.
pub(super) fn is_sign(text: &str) -> bool {
    let length = text.chars().count();
    if !(1..=12).contains(&length) || text.contains(char::is_whitespace) {
        return false;
    }
    if text.is_ascii() {
        let is_name = length > 2 && text.starts_with(':') && text.ends_with(':');
        let marks = text.bytes().filter(u8::is_ascii_punctuation).count();
        return (2..=5).contains(&length)
            && !is_name
            && marks > 0
            && text.starts_with([':', ';', '=', '8', 'x', 'X', '<', '>', '(', '^', '-', 'B', '|', 'o', 'O', 'D']);
    }
    // The keys of a telephone are digits in a frame.
    text.contains('\u{20E3}') || !text.contains(char::is_alphanumeric)
}

/// Whether a text is nothing but one emoji or a few.
pub(super) fn is_emoji(text: &str) -> bool {
    is_sign(text)
        && text
            .chars()
            .any(|c| matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20E3}' | '\u{2B50}'))
}

/// The character whose code is the name of a file, as `1f1fa-1f1f8.png`.
fn character_of_file(url: &str) -> Option<String> {
    let file = file_of(url);
    let name = file.split('.').next()?;
    let name = ["emoji_u", "emoji-", "u"].iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
    let code = |part: &str| {
        u32::from_str_radix(part, 16).ok().filter(|_| (2..=6).contains(&part.len())).and_then(char::from_u32)
    };
    let characters: Option<String> = name.split(['-', '_']).map(code).collect();
    characters.filter(|characters| is_emoji(characters))
}

impl Builder<'_> {
    /// An image that shows a formula whose source it names: then true, and the formula stands in its place.
    pub(super) fn drawn_formula(&mut self, node: NodeId, url: &str) -> bool {
        let Some((tex, display)) = formula(self.dom, node, url) else { return false };
        self.place_formula(&tex, true, display, node);
        true
    }
}

/// The TeX that an image shows, and whether it stands on a line of its own.
fn formula(dom: &Dom<'_>, node: NodeId, url: &str) -> Option<(String, bool)> {
    let (mut named, mut hinted, mut display) = (false, false, false);
    for class in classes(dom, node) {
        let class = class.to_ascii_lowercase();
        let has = |word: &str| class.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == word);
        named |= class.contains("latex")
            || class.contains("mathtex")
            || class.starts_with("mwe-math")
            || has("tex")
            || class == "texrender";
        hinted |=
            has("math") || has("equation") || has("formula") || class.contains("formula") || class.contains("mathml");
        display |= class.contains("display") || has("block");
    }
    let in_address = source_in(url);
    if !named && !hinted && in_address.is_none() {
        return None;
    }
    let text = |attr| dom.attr(node, attr).map(trim).filter(|text| !text.is_empty());
    let alt = [Attr::DataTex, Attr::Alt].into_iter().find_map(text).filter(|alt| named || looks_like_tex(alt));
    let source = match (in_address, alt) {
        (Some(source), None) => source,
        (_, Some(alt)) => Cow::Borrowed(alt),
        (None, None) => return None,
    };
    let mut tex = trim(&source);
    for (begin, end, on_own_line) in
        [("$$", "$$", true), ("\\[", "\\]", true), ("\\(", "\\)", false), ("$", "$", false)]
    {
        if let Some(inner) = tex.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end)) {
            (tex, display) = (trim(inner), display || on_own_line);
            break;
        }
    }
    // What MediaWiki says of size is nothing of the formula.
    let styled = |tex: &'_ str| -> Option<String> {
        let inner = tex.strip_prefix('{')?.strip_suffix('}')?;
        let inner = inner.strip_prefix("\\displaystyle").or_else(|| inner.strip_prefix("\\textstyle"))?;
        Some(trim(inner).to_owned())
    };
    let tex = styled(tex).unwrap_or_else(|| tex.to_owned());
    (!tex.is_empty()).then_some((tex, display))
}

/// Whether a text can be TeX: it has a sign that words do not have, or is a single letter or number.
fn looks_like_tex(text: &str) -> bool {
    text.contains(['\\', '^', '_', '=', '{', '+', '<', '>', '$'])
        || text.chars().count() == 1
        || text.parse::<f64>().is_ok()
}

/// The TeX in the address of a server that draws it.
fn source_in(url: &str) -> Option<Cow<'_, str>> {
    const SERVERS: [&str; 8] = [
        "latex.codecogs.com/",
        "latex.php?latex=",
        "zhihu.com/equation?tex=",
        "math.now.sh?from=",
        "render/math?math=",
        "cgi-bin/mathtex.cgi?",
        "cgi-bin/mimetex.cgi?",
        "chart?cht=tx&chl=",
    ];
    if !has_any(url, &SERVERS) {
        return None;
    }
    let (_, query) = url.split_once('?')?;
    let value = ["latex=", "tex=", "from=", "math=", "chl="].iter().find_map(|name| {
        let at = query.find(name).filter(|&at| at == 0 || query.as_bytes().get(at - 1) == Some(&b'&'))?;
        query.get(at + name.len()..)?.split('&').next()
    });
    // Only in a form a plus sign is a space.
    let tex = match value {
        Some(value) => decode(&value.replace('+', " ")),
        None => decode(query),
    };
    (!tex.trim().is_empty()).then_some(Cow::Owned(tex))
}

/// A part of an address with its escapes resolved.
fn decode(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let hex = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (byte, after) {
            (b'%', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'%'),
            },
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
