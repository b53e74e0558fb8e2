//! Sources: lines without any mark, told by what they say. `By Ann Lee`, `作者：张三`, `（叶小舟）` at the end of a report.

use super::byline::Extent;
use super::markup;
use super::name;
use super::rank::{Proximity, Rank};
use super::statement::Statements;
use super::{Field, Source};
use crate::date::{self, Date};
use crate::html::{Dom, NodeId, NodeKind, Tag};
use crate::text::cjk::{is_cjk, is_hangul};
use crate::text::whitespace::{collapse, trim};

/// Reads the text nodes around headline, start and end of the article.
pub(super) fn read(dom: &Dom<'_>, extent: Extent, keeps: impl Fn(NodeId) -> bool, out: &mut Statements) {
    let headline =
        extent.headline.filter(|&headline| headline <= extent.first + 40).unwrap_or(extent.first.saturating_sub(120));
    let start = headline.min(extent.first).saturating_sub(60);
    let end = (headline.max(extent.first) + 80).min(dom.len());
    for index in start..end {
        let node = NodeId::from_index(index);
        if is_shown(dom, node) {
            let proximity = if index < headline { Proximity::Above } else { Proximity::Beside };
            line(dom, node, proximity, out);
            if keeps(node) {
                dateline(dom.text(node), out);
            }
        }
    }
    let after = (extent.last + 40).min(dom.len());
    for index in end.max(extent.first)..after {
        let node = NodeId::from_index(index);
        if index + 40 > extent.last && is_shown(dom, node) {
            line(dom, node, Proximity::Within, out);
        }
    }
    let mut paragraphs = 0;
    for node in (extent.first..after).rev().map(NodeId::from_index) {
        if dom.kind(node) == NodeKind::Text && keeps(node) && !trim(dom.text(node)).is_empty() {
            signature(dom.text(node), out);
            paragraphs += 1;
            if paragraphs > 4 {
                break;
            }
        }
    }
}

/// Whether a node is text, and not that of a program or of the head.
fn is_shown(dom: &Dom<'_>, node: NodeId) -> bool {
    let is_hidden = |tag| matches!(tag, Some(Tag::Script | Tag::Style | Tag::Title | Tag::Template));
    dom.kind(node) == NodeKind::Text && !dom.parent(node).is_some_and(|parent| is_hidden(dom.tag(parent)))
}

/// A line that names its author, or that holds little but a date.
fn line(dom: &Dom<'_>, node: NodeId, proximity: Proximity, out: &mut Statements) {
    let text = trim(dom.text(node));
    if text.is_empty() || text.len() > 240 {
        return;
    }
    let said = name::from_cue(text);
    if out.asks(Source::Byline)
        && may_be_cue(said)
        && (name::cue(said).is_some() || name::name_before_job_title(said).is_some())
    {
        // `By <a>Ann Lee</a>`: the name is the next element's.
        let bare = name::names(said);
        let names = match bare.is_empty() || name::ends_with_conjunction(said) {
            true => name::names(markup::text_from(dom, node, 80).trim()),
            false => bare,
        };
        if names.iter().all(|name| looks_like_a_name(name)) {
            names
                .iter()
                .for_each(|name| out.say(Field::Authors, Source::Byline, Rank { proximity, plainness: 2 }, name));
        }
    }
    if out.asks(Source::Byline)
        && let Some(name) = poster(dom, node, text)
    {
        out.say(Field::Authors, Source::Byline, Rank { proximity, plainness: 2 }, name);
    }
    if out.asks(Source::Text) && date::has_digit(text) {
        for (date, is_modified) in date::find(text).iter().take(2) {
            // A sentence that tells of a day is about that day.
            let around = text.chars().count().saturating_sub(date.raw().chars().count());
            if around > 60 {
                continue;
            }
            let label = if around <= 4 { label_of(dom, node) } else { "" };
            if date::is_about_a_member(label) {
                continue;
            }
            let is_modified = *is_modified || date::is_of_change(label);
            let field = if is_modified { Field::Modified } else { Field::Published };
            let is_plain = around <= 4 || around <= 24 && date::is_announced(text);
            out.say(field, Source::Text, Rank { proximity, plainness: u8::from(!is_plain) }, date.raw());
        }
    }
}

/// The few words before a text that say what it is, in an element of their own: `<b>Joined:</b> July 8, 2021`.
fn label_of<'d>(dom: &'d Dom<'_>, node: NodeId) -> &'d str {
    let before = (node.index().saturating_sub(4)..node.index()).rev().map(NodeId::from_index);
    before.map(|node| trim(dom.text(node))).find(|text| !text.is_empty()).filter(|text| text.len() <= 30).unwrap_or("")
}

/// Who posted, as Chinese blogs and forums have it: `由张三张贴`, `<a>张三</a> 发表于 2021-07-08`.
fn poster<'d>(dom: &'d Dom<'_>, node: NodeId, text: &'d str) -> Option<&'d str> {
    let name = match text.strip_prefix('由') {
        Some(rest) => &rest[..["张贴", "发表", "发布", "张贴于"].iter().filter_map(|word| rest.find(word)).min()?],
        None if text.starts_with("发表于") => {
            let link = dom.previous_sibling(node).filter(|&link| dom.tag(link) == Some(Tag::A))?;
            dom.text(dom.first_child(link)?)
        }
        None => return None,
    };
    let name = trim(name);
    (name.chars().count() <= 16 && !name.contains(' ') && name::is_name(name)).then_some(name)
}

/// Whether a line may begin with a cue: cheaper than looking for one.
fn may_be_cue(text: &str) -> bool {
    text.starts_with(|c: char| !c.is_ascii_digit())
}

/// Whether every word of a name begins with a capital, as names in lines that are only text have to.
fn looks_like_a_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    if name.chars().all(|c| is_cjk(c) || is_hangul(c) || matches!(c, '·' | ' ')) {
        return (2..=7).contains(&name.chars().count());
    }
    // Most scripts have no capitals.
    let begins_name = |c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| name::PARTICLES.contains(word) || word.starts_with(begins_name))
}

/// The date of a page that has none at its headline: a line of the article that is nothing else, one anywhere that says
/// so, or the only day that any line has to itself.
pub(super) fn date_anywhere(dom: &Dom<'_>, keeps: impl Fn(NodeId) -> bool, out: &mut Statements) {
    const MAX_LINES: usize = 200;
    let mut lines = 0;
    let mut alone = Alone::Nowhere;
    for node in (0..dom.len()).map(NodeId::from_index) {
        let text = dom.text(node);
        if text.is_empty() || text.len() > 160 || !date::may_hold(text) {
            continue;
        }
        lines += 1;
        if lines > MAX_LINES {
            return;
        }
        for (date, is_modified) in date::find(text).iter().take(1) {
            let around = trim(text).chars().count().saturating_sub(date.raw().chars().count());
            if around <= 2 && !*is_modified {
                alone.add(date);
            }
            let is_said = *is_modified || date::is_announced(text);
            if is_said && around <= 60 || around <= 14 && keeps(node) {
                let field = if *is_modified { Field::Modified } else { Field::Published };
                let rank = Rank { proximity: Proximity::Around, plainness: u8::from(!is_said) };
                out.say(field, Source::Text, rank, date.raw());
            }
        }
    }
    if let Alone::Once(date) = alone {
        let rank = Rank { proximity: Proximity::Around, plainness: 2 };
        out.say(Field::Published, Source::Text, rank, date.raw());
    }
}

/// The day that stands alone on a line somewhere on a page.
enum Alone {
    Nowhere,
    /// One day, however often.
    Once(Date),
    Several,
}

impl Alone {
    fn add(&mut self, date: &Date) {
        *self = match std::mem::replace(self, Alone::Several) {
            Alone::Nowhere => Alone::Once(date.clone()),
            Alone::Once(known) if known.ymd() == date.ymd() => Alone::Once(known),
            _ => Alone::Several,
        };
    }
}

/// The reporters that a Chinese agency names where its report begins: `（记者 张三 李四）`.
fn dateline(text: &str, out: &mut Statements) {
    if !out.asks(Source::Text) || text.is_ascii() {
        return;
    }
    let head = &text[..text.char_indices().nth(80).map_or(text.len(), |(end, _)| end)];
    for cue in ["记者", "記者"] {
        let Some(at) = head.find(cue) else { continue };
        let before = trim(&head[..at]);
        let is_marked = before.is_empty() || before.ends_with(['（', '(', '讯', '报', '社', '网', '刊', '道']);
        let rest = &head[at + cue.len()..];
        let end = end_of_names(rest);
        if is_marked && !head.contains("责任编辑") {
            let line = collapse(rest[..end].trim_start_matches([':', '：', ' ']));
            let names = name::names(&line.replace("通讯员", " "));
            let rank = Rank { proximity: Proximity::Within, plainness: 0 };
            if names.iter().all(|name| name::is_chinese(name)) {
                names.iter().for_each(|name| out.say(Field::Authors, Source::Text, rank, name));
            }
        }
    }
}

/// Where the names end with which a line begins. What may follow them may also be part of a name, but not where the name
/// would be a single character: `张文三`, but `张三文`.
fn end_of_names(line: &str) -> usize {
    let mut letters = 0;
    for (at, c) in line.char_indices() {
        match c {
            '）' | ')' | '，' | '。' | '\n' | '/' | '／' | '；' => return at,
            '报' | '文' | '摄' | '从' | '在' | '发' if letters != 1 => return at,
            _ if is_cjk(c) => letters += 1,
            _ => letters = 0,
        }
    }
    line.len()
}

/// The name in brackets with which a Chinese report ends: `（叶小舟）`, `（记者 张三）`, `（作者：张三）`.
fn signature(text: &str, out: &mut Statements) {
    let text = trim(text);
    let Some(inner) = text.strip_suffix(['）', ')']) else { return };
    let Some(at) = inner.rfind(['（', '(']) else { return };
    let start = at + inner[at..].chars().next().map_or(0, char::len_utf8);
    let inner = &inner[start..];
    if inner.len() > 90
        || inner.contains("编辑")
        || inner.contains('摄')
        || inner.contains('图')
        || inner.contains("责编")
    {
        return;
    }
    let is_said = ["记者", "作者", "文", "記者", "撰"].iter().any(|cue| inner.contains(cue));
    // `（张三 上海报道）`: where from; `（作者系……）`: what the author is.
    let line = match inner.strip_suffix("报道").and_then(|line| line.trim_end().rsplit_once(' ')) {
        Some((names, _)) => names,
        None => inner.split_once('系').map_or(inner, |(names, _)| names),
    };
    let names = name::names(line);
    let rank = Rank { proximity: Proximity::Within, plainness: if is_said { 1 } else { 2 } };
    if names.iter().all(|name| name::is_chinese(name) && (is_said || name.chars().count() <= 3)) {
        names.iter().for_each(|name| out.say(Field::Authors, Source::Text, rank, name));
    }
}
