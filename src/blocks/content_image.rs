//! Which images of a page belong to its article.
//!
//! In a body every image does. Among the kept parts of a page stand images that are none of the article: avatars, icons,
//! buttons, pixels that count visitors, advertisements. A name alone proves nothing (a picture of an avatar is called so,
//! too): name and size, or name and place, have to agree, and what has no size has to be named twice.

use super::address::file_of;
use super::sign;
use super::subtree::{classes, first_bytes};
use crate::html::{Attr, Dom, NodeId, Tag};
use crate::text::phrase::has_any;
use crate::text::whitespace::{is_blank, trim};

/// What an image on a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Content.
    Content,
    /// A sign among words, in a body as well.
    Emoji,
    /// Nothing of the article.
    Decorative,
}

/// The purpose of an image, given its address and its size in CSS pixels.
pub(super) fn purpose(dom: &Dom<'_>, node: NodeId, url: &str, width: Option<u32>, height: Option<u32>) -> Purpose {
    let sides = [width, height];
    let is_at_most = |most: u32| sides.iter().any(Option::is_some) && sides.iter().flatten().all(|&side| side <= most);
    if sides.iter().flatten().any(|&side| side <= 2) || is_tracking_pixel(url) {
        return Purpose::Decorative;
    }
    let is_sized = sides.iter().any(Option::is_some);
    let names = || classes(dom, node).chain(dom.attr(node, Attr::Id));
    let is_emoji = names().any(|name| name.contains("emoji") || name.contains("smiley") || name.contains("twemoji"))
        || names().any(|name| name.contains("emoticon"))
        || has_any(url, &["/emoji/", "/emoji.php/", "twemoji", "/smilies/", "/smiley/", "/emoticon/", "/emoticons/"])
        || is_at_most(72) && dom.attr(node, Attr::Alt).is_some_and(|alt| sign::is_emoji(trim(alt)));
    if is_emoji && (is_at_most(72) || !is_sized) {
        return Purpose::Emoji;
    }
    if is_sized && !is_at_most(FACE) {
        return Purpose::Content;
    }
    if is_at_most(20) && dom.attr(node, Attr::Alt).is_none_or(is_blank) {
        return Purpose::Decorative;
    }
    let file = file_of(url);
    let own = usize::from(names().any(names_furniture)) + usize::from(names_furniture(file));
    let named = || own + usize::from(dom.ancestors(node).take(2).any(|above| classes(dom, above).any(names_furniture)));
    let shares = || {
        let mut links = dom.ancestors(node).take(3).filter(|&above| dom.tag(above) == Some(Tag::A));
        links.any(|link| dom.attr(link, Attr::Href).is_some_and(is_share_address))
    };
    let is_none = if is_sized {
        named() > 0 && (is_at_most(64) || is_face(dom, node, file)) || is_at_most(100) && shares()
    } else {
        named() > 1 || shares()
    };
    if is_none { Purpose::Decorative } else { Purpose::Content }
}

/// The longer side of a picture of who wrote, at most.
const FACE: u32 = 160;

/// Parts of names that pictures of who wrote have, and boxes that say who wrote.
const AUTHOR: [&str; 9] = [
    "author-image",
    "author-photo",
    "author-avatar",
    "author-bio",
    "author-box",
    "author-card",
    "author-info",
    "profile-pic",
    "profile-image",
];

/// Whether the name of a class, an element or a file has a word that furniture has.
fn names_furniture(name: &str) -> bool {
    const WORDS: [&str; 19] = [
        "avatar", "gravatar", "userpic", "headshot", "icon", "icons", "favicon", "ico", "logo", "sprite", "button",
        "btn", "share", "sharing", "social", "badge", "ad", "ads", "advert",
    ];
    let name = name.to_ascii_lowercase();
    name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word)) || has_any(&name, &AUTHOR)
}

/// Whether a name says that an image shows who wrote.
fn is_face(dom: &Dom<'_>, node: NodeId, file: &str) -> bool {
    let near = std::iter::once(node).chain(dom.ancestors(node).take(2));
    const PARTS: [&str; 5] = ["avatar", "userpic", "headshot", "author", "profile-"];
    let is_face = |name: &str| has_any(&name.to_ascii_lowercase(), &PARTS);
    is_face(file) || near.flat_map(|near| classes(dom, near)).any(is_face)
}

/// Whether an address is that of a pixel that counts visitors, or of an advertisement.
fn is_tracking_pixel(url: &str) -> bool {
    const HOSTS: [&str; 14] = [
        "doubleclick.net",
        "googlesyndication.com",
        "googleadservices.com",
        "google-analytics.com",
        "amazon-adsystem.com",
        "scorecardresearch.com",
        "quantserve.com",
        "pixel.wp.com",
        "feedburner.com",
        "feedsportal.com",
        "adnxs.com",
        "facebook.com",
        "bat.bing.com",
        "hm.baidu.com",
    ];
    let host = crate::url::host(url);
    HOSTS.iter().any(|known| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Whether a link shares the page somewhere.
fn is_share_address(href: &str) -> bool {
    const PLACES: [&str; 18] = [
        "facebook.com/sharer",
        "facebook.com/share",
        "twitter.com/intent",
        "twitter.com/share",
        "x.com/intent",
        "pinterest.com/pin/create",
        "linkedin.com/shareArticle",
        "reddit.com/submit",
        "telegram.me/share",
        "t.me/share",
        "wa.me/",
        "api.whatsapp.com/send",
        "service.weibo.com/share",
        "connect.qq.com/widget/shareqq",
        "social-plugins.line.me",
        "b.hatena.ne.jp/entry",
        "getpocket.com/save",
        "vk.com/share",
    ];
    // Each image in a link asks. What comes later in an address is no place that it leads to.
    has_any(first_bytes(href, 256), &PLACES) || trim(href).starts_with("mailto:")
}
