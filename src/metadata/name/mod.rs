//! Names of authors, out of the lines in which they stand.
//!
//! `By Ann Lee and Ben Sato | 8 July 2021` names two people. A line is cut where something else begins (a date, a role, a
//! mail address), at what joins names, and what is no name is dropped: a wrong author is worse than none.

mod cue;
mod markup;
mod shape;
mod words;

use crate::text::cjk::is_cjk;
use crate::text::phrase::first_of;
use crate::text::whitespace::collapse;
pub(super) use cue::{cue, from_cue, name_before_job_title};
use cue::{is_about_others, without_announcement, without_cues};
pub(super) use shape::{is_chinese, is_name, is_username};
use shape::{is_japanese, is_name_suffix, is_role};
use std::borrow::Cow;
use std::ops::ControlFlow;
pub(super) use words::PARTICLES;
use words::{CONJUNCTIONS, CUES, ROLES, TERMINATORS};

/// A longer text is no list of names.
const MAX_BYTES: usize = 2000;

/// The names in a line that a source marks as naming authors: cues are taken off, several names parted.
pub(super) fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if text.len() > MAX_BYTES {
        return names;
    }
    let text = markup::without_markup(text);
    for line in text.split(['\n', '|', '•', '●', '‧', '∙']) {
        let line = collapse(&without_addresses(line));
        let line = from_cue(&line);
        if let Some(name) = name_before_job_title(line) {
            names.extend(name.split(['·', ',', '、']).map(|name| trim_name(name).to_owned()));
            break;
        }
        if is_about_others(line) {
            continue;
        }
        let Some(line) = without_announcement(line) else { continue };
        let line = without_cues(line);
        let line = line.trim_start_matches([
            ':', '：', '/', '／', '|', '-', '–', '—', ' ', '·', '\u{3000}', '@', ',', '▪', '✍', '丨', '｜',
        ]);
        if line.is_empty() {
            continue;
        }
        let before = names.len();
        names_in_line(line, &mut names);
        // One line names them all; what comes after is about something else.
        if names.len() > before {
            break;
        }
    }
    let mut seen: Vec<String> = Vec::new();
    names.retain(|name| {
        let plain = name.to_lowercase();
        let is_new = !seen.contains(&plain);
        seen.push(plain);
        is_new
    });
    names
}

/// The line without the words that are addresses of pages or of mail.
fn without_addresses(line: &str) -> Cow<'_, str> {
    if !line.contains("://") && !line.contains('@') && !line.contains("www.") {
        return Cow::Borrowed(line);
    }
    let is_address =
        |word: &str| word.contains("://") || word.trim_start_matches('@').contains('@') || word.starts_with("www.");
    Cow::Owned(line.split(' ').filter(|word| !is_address(word)).collect::<Vec<_>>().join(" "))
}

fn names_in_line(line: &str, names: &mut Vec<String>) {
    // ASCII alone, so that places in one are places in the other.
    let lower = line.to_ascii_lowercase();
    // What stands at the start ends nothing.
    let skip = lower.chars().next().map_or(0, char::len_utf8);
    let end = first_of(&lower[skip..], TERMINATORS).map_or(line.len(), |(at, _)| skip + at);
    let line = &line[..end];
    let line = line
        .find(['(', '（', '[', '<', '【', '{'])
        .filter(|&at| at > 0 && !is_inside_name(&line[at..]))
        .map_or(line, |at| &line[..at]);
    // A date or a number begins where a name ends.
    let line = match line.find(char::is_numeric) {
        Some(at) => cut_before_date(line, at),
        None => line,
    };
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = line;
    while let Some((at, length)) = first_of(rest, CONJUNCTIONS) {
        parts.push(&rest[..at]);
        rest = &rest[at + length..];
    }
    parts.push(rest);
    let parts = parts.into_iter().flat_map(|part| part.split([',', ';', '、', '，', '；', '/', '／', '،']));
    // A line that does not begin with a name is no list of names.
    let _ = { parts }.try_for_each(|part| add_part(part, names));
}

/// Adds what a part of a list of names says to the names. Ends where the list turns out to be none.
fn add_part(part: &str, names: &mut Vec<String>) -> ControlFlow<()> {
    let part = part.trim_start_matches("and ").trim_start_matches("& ");
    let part = trim_name(without_cues(part.trim()));
    if part.is_empty() {
        return ControlFlow::Continue(());
    }
    if let (true, Some(name)) = (is_name_suffix(part), names.last_mut()) {
        // `Ann Lee, MD` is one name.
        name.push_str(", ");
        name.push_str(part);
        return ControlFlow::Continue(());
    }
    let part = without_role(part);
    let mut han: Vec<&str> = part.split([' ', '\u{3000}']).filter(|word| !word.is_empty()).collect();
    // Where somebody reported from: `王小明 北京报道`.
    let is_place = |word: &&str| ["报道", "報導", "報道"].iter().any(|end| word.ends_with(end));
    let length = han.len();
    han.retain(|word| !is_place(word));
    let is_cut = han.len() < length;
    if let ([family, given], false) = (han.as_slice(), is_cut)
        && is_japanese(family, given)
        && is_name(part)
    {
        names.push(part.to_owned());
    } else if (han.len() > 1 || is_cut && !han.is_empty())
        && han.iter().all(|word| (2..=4).contains(&word.chars().count()) && word.chars().all(is_cjk))
    {
        names.extend(han.iter().filter(|name| is_name(name) && !CUES.contains(name)).map(|&name| name.to_owned()));
    } else if is_name(part) && !is_role(part) {
        names.push(part.to_owned());
    } else if names.is_empty() {
        return ControlFlow::Break(());
    }
    ControlFlow::Continue(())
}

/// Whether brackets hold a part of the name, and not a remark behind it: `Ann (A. J.) Lee`.
fn is_inside_name(line: &str) -> bool {
    line.strip_prefix('(').and_then(|line| line.split_once(") ")).is_some_and(|(inner, after)| {
        inner.len() <= 20
            && !inner.contains([',', '/', '(', ':'])
            && inner.starts_with(|c: char| c.is_uppercase())
            && after.starts_with(|c: char| c.is_uppercase())
            && after.split(' ').count() <= 2
    })
}

/// A name without the role that stands behind it: `Ann Lee Founder`.
fn without_role(part: &str) -> &str {
    let words: Vec<&str> = part.split(' ').collect();
    let is_role = |word: &str| ROLES.contains(&word.to_lowercase().as_str());
    let Some(at) = words.iter().position(|word| is_role(word)).filter(|&at| at >= 2) else { return part };
    let length = words[..at].iter().map(|word| word.len() + 1).sum::<usize>() - 1;
    &part[..length]
}

/// The part of a line before the date whose first digit stands at `at`, the month that may come before it included.
fn cut_before_date(line: &str, at: usize) -> &str {
    let before = &line[..at];
    // A digit inside a word belongs to it: `user447274`.
    let in_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if in_word {
        let end = line[at..].find(' ').map_or(line.len(), |end| at + end);
        return &line[..end];
    }
    let mut words: Vec<&str> = before.split(' ').collect();
    while words.last().is_some_and(|word| {
        word.is_empty() || crate::date::is_month_or_day(word) || matches!(*word, "-" | "–" | "—" | "/" | "·" | ",")
    }) {
        words.pop();
    }
    let length = words.iter().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
    &before[..length]
}

fn trim_name(text: &str) -> &str {
    text.trim_matches([
        ' ', ',', ':', '：', '-', '–', '—', '|', '·', '*', '"', '“', '”', '\u{3000}', ';', '/', '~', '>', '<', ')',
        '）', ']', '】', '…', '\u{2022}',
    ])
}

/// Whether a line of names goes on behind a text: that ends with what joins names.
pub(super) fn ends_with_conjunction(text: &str) -> bool {
    let text = text.trim_end();
    let conjunctions = CONJUNCTIONS.iter().map(|conjunction| conjunction.trim_end());
    text.ends_with([',', '、', '，', ';']) || conjunctions.clone().any(|conjunction| text.ends_with(conjunction))
}

/// Whether a text goes on with a line of names: begins with what joins them.
pub(super) fn begins_with_conjunction(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix([',', '、', '，', ';']).map(str::trim_start);
    // `, July 8` is a date, and `, Editor` a role: who is no name is dropped anyway.
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_alphabetic))
        || CONJUNCTIONS.iter().any(|conjunction| text.starts_with(conjunction.trim_start()))
}

/// A name as libraries write it, `Lee, Ann`, with the given name first.
pub(super) fn invert_name(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_one = !given.is_empty()
        && !given.contains([',', ';'])
        && family.split(' ').count() <= 2
        && given.split(' ').count() <= 3
        && !is_name_suffix(given);
    is_one.then(|| format!("{given} {family}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_the_lines_that_hold_them() {
        for (line, expected) in [
            ("By Ann Lee", &["Ann Lee"][..]),
            ("by Ann Lee, Ben Sato and Cy Ito", &["Ann Lee", "Ben Sato", "Cy Ito"]),
            ("Written by: Ann Lee | July 8, 2021", &["Ann Lee"]),
            ("By Ann Lee, Senior Editor", &["Ann Lee"]),
            ("By\nAnn Lee\nJuly 8, 2021", &["Ann Lee"]),
            ("By Ann Lee on July 8, 2021", &["Ann Lee"]),
            ("Von Anna Lind", &["Anna Lind"]),
            ("Par Anne Legrand et Luc Petit", &["Anne Legrand", "Luc Petit"]),
            ("Ann Lee July 8, 2021 3 Comments", &["Ann Lee"]),
            ("作者：张三", &["张三"]),
            ("记者 张三 李四", &["张三", "李四"]),
            ("文／王小明", &["王小明"]),
            ("本报记者 张三 通讯员 李四", &["张三", "李四"]),
            ("user447274", &["user447274"]),
            ("كتب: أحمد سعيد", &["أحمد سعيد"]),
            ("بقلم أحمد سعيد، منى علي", &["أحمد سعيد", "منى علي"]),
            ("מאת: דוד לוי", &["דוד לוי"]),
            ("نویسنده: علی رضایی", &["علی رضایی"]),
            ("홍길동 기자", &["홍길동"]),
            ("[티데일리 홍길동 기자]", &["홍길동"]),
            ("홍길동·김철수 기자 hong@tea.example", &["홍길동", "김철수"]),
            ("글=홍길동 기자", &["홍길동"]),
            ("山田太郎 記者", &["山田太郎"]),
            ("著者：山田 太郎", &["山田 太郎"]),
            ("文・山田太郎", &["山田太郎"]),
            ("राम शर्मा द्वारा", &["राम शर्मा"]),
            ("โดย สมชาย ใจดี", &["สมชาย ใจดี"]),
            ("Szerző: Kovács János", &["Kovács János"]),
            ("Γράφει ο Γιώργος Παπάς", &["Γιώργος Παπάς"]),
            ("记者 王小明 北京报道", &["王小明"]),
            ("責任編輯：王大同 記者：林小美", &["林小美"]),
            ("文/李白 图/杜甫", &["李白"]),
        ] {
            assert_eq!(names(line), expected, "{line}");
        }
    }

    #[test]
    fn what_is_nobody_is_no_name() {
        for line in [
            "admin",
            "By admin",
            "https://tea.example/ann",
            "ann@tea.example",
            "July 8, 2021",
            "tea.example",
            "作者：佚名",
            "",
            "By",
        ] {
            assert_eq!(names(line), [""; 0], "{line}");
        }
    }
}
