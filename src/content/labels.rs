//! Lines among the paragraphs that are none of the text: what stands over an advertisement or over a link to another article.

use super::segment::{Segments, TextBlock};
use super::stats::heading_level;
use crate::html::{Dom, Tag};
use crate::text::whitespace::collapse;

/// A label has no more words than this, or characters of scripts that do not part words.
const LABEL: u32 = 12;
/// A label and the link that it stands over.
const LABEL_AND_LINK: u32 = 40;

/// Lets labels go that stand between kept blocks, and the links that a label leads to. Linear in the number of blocks.
pub(super) fn drop_labels(dom: &Dom<'_>, segments: &Segments, kept: &mut [bool]) {
    let Some(first) = kept.iter().position(|kept| *kept) else { return };
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(first);
    // The elements to which a label leads.
    let mut led = 0..0;
    for (index, block) in segments.blocks.iter().enumerate().take(last).skip(first + 1) {
        let measure = &block.measure;
        let is_linked = measure.link_chars * 2 > measure.chars;
        if !kept[index] || !may_be_label(segments, block) {
            continue;
        }
        if led.contains(&block.element) && measure.link_chars == measure.chars {
            kept[index] = false;
        } else if measure.tokens() <= LABEL || is_linked && measure.tokens() <= LABEL_AND_LINK {
            let text = text_of(dom, segments, block);
            let whole = text.trim_matches(|c: char| !c.is_alphanumeric());
            let is_label = ADVERTISEMENT.contains(&whole);
            let leads = || READ_ALSO.contains(&whole);
            let leads_to_its_link = || is_linked && READ_ALSO.iter().any(|label| begins_with(whole, label));
            if is_label || leads_to_its_link() {
                kept[index] = false;
            } else if leads() {
                let around = &segments.elements[segments.elements[block.element as usize].parent as usize];
                // The box of the label ends where the text goes on: it holds next to nothing but links.
                let inside = |other: &TextBlock| other.element < around.end;
                let rest = segments.blocks[index + 1..].iter().take_while(|other| inside(other)).take(12);
                let mut links = 0;
                let is_box = rest.into_iter().all(|other| {
                    links += 1;
                    other.measure.link_chars == other.measure.chars
                });
                if is_box && links > 0 {
                    kept[index] = false;
                    led = block.element..around.end;
                }
            }
        }
    }
}

/// Whether a block stands in an element that holds labels. Headings, cells and entries of lists have names of their own.
fn may_be_label(segments: &Segments, block: &TextBlock) -> bool {
    let tag = segments.elements[block.element as usize].tag;
    heading_level(tag) == 0
        && !matches!(
            tag,
            Tag::Td | Tag::Th | Tag::Li | Tag::Dt | Tag::Dd | Tag::Pre | Tag::Caption | Tag::Figcaption | Tag::Summary
        )
}

fn text_of(dom: &Dom<'_>, segments: &Segments, block: &TextBlock) -> String {
    collapse(&segments.pieces_of(block).iter().map(|&piece| dom.text(piece)).collect::<Vec<_>>().join(" "))
        .to_lowercase()
}

/// Whether a text begins with these words and goes on with others.
fn begins_with(text: &str, label: &str) -> bool {
    text.strip_prefix(label).is_some_and(|rest| rest.starts_with([':', '：', ' ', '»', '>', '|', '–', '-', '→']))
}

/// What stands over advertisements, in lower case.
const ADVERTISEMENT: [&str; 57] = [
    "advertisement",
    "advertisements",
    "advertising",
    "advert",
    "sponsored",
    "sponsored content",
    "article continues below",
    "article continues below advertisement",
    "article continues after advertisement",
    "story continues below",
    "story continues below advertisement",
    "story continues after advertisement",
    "advertisement - story continues below",
    "advertisement - article continues below",
    "advertisement article continues below",
    "advertisement story continues below",
    "continue reading below",
    "scroll to continue",
    "scroll to continue with content",
    "anzeige",
    "anzeigen",
    "werbung",
    "publicité",
    "la suite après cette publicité",
    "publicidad",
    "continúa después de la publicidad",
    "publicidade",
    "continua após a publicidade",
    "continua depois da publicidade",
    "pubblicità",
    "annuncio",
    "advertentie",
    "lees verder onder de advertentie",
    "artikel gaat verder onder de advertentie",
    "reklama",
    "reklamy",
    "reklam",
    "reklame",
    "annons",
    "annonse",
    "annonce",
    "mainos",
    "реклама",
    "إعلان",
    "اعلان",
    "إعلانات",
    "פרסומת",
    "विज्ञापन",
    "广告",
    "廣告",
    "広告",
    "スポンサーリンク",
    "광고",
    "quảng cáo",
    "iklan",
    "διαφήμιση",
    "hirdetés",
];

/// What leads from an article to others, in lower case.
const READ_ALSO: [&str; 50] = [
    "read more",
    "read also",
    "also read",
    "see also",
    "read next",
    "related",
    "related articles",
    "related stories",
    "related article",
    "recommended",
    "more on this story",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr zum thema",
    "auch interessant",
    "lire aussi",
    "à lire aussi",
    "a lire aussi",
    "lea también",
    "lee también",
    "leer más",
    "te puede interesar",
    "leia também",
    "leia mais",
    "veja também",
    "leggi anche",
    "lees ook",
    "czytaj także",
    "czytaj też",
    "zobacz też",
    "zobacz także",
    "читайте также",
    "читать также",
    "читайте також",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "اقرأ أيضاً",
    "קראו גם",
    "läs också",
    "läs även",
    "les også",
    "læs også",
    "lue myös",
    "baca juga",
    "相关阅读",
    "延伸閱讀",
    "延伸阅读",
    "関連記事",
    "あわせて読みたい",
    "관련기사",
];
