//! Names of authors, out of the lines in which they stand.
//!
//! `By Ann Lee and Ben Sato | 8 July 2021` names two people. A line is cut where something else begins (a date, a role, a
//! mail address), at what joins names, and what is no name is dropped: a wrong author is worse than none.

mod markup;
mod words;

use crate::text::{cjk::is_cjk, phrase::first_of, whitespace::collapse};
use std::borrow::Cow;
use words::{ANNOUNCEMENTS, CALLINGS, CUES, CUES_WITH_COLON, ENDS, JOINTS, KOREAN_SURNAMES, NOBODY, ROLES, SURNAMES};

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
        if let Some(name) = called(line) {
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

/// A line of several parts from the one that names its authors: `2021-07-08　来源：日报　作者：张三`, `2021-07-08 记者 张三`.
pub(super) fn from_cue(line: &str) -> &str {
    const WITH_COLON: [&str; 9] =
        ["作者：", "作者:", "记者：", "记者:", "記者：", "記者:", "撰文：", "撰稿：", "執筆："];
    const WORDS: [&str; 4] = ["记者", "記者", "本报记者", "本網記者"];
    if line.is_ascii() {
        return line;
    }
    if let Some(at) = WITH_COLON.iter().filter_map(|cue| line.find(cue)).min() {
        return &line[at..];
    }
    let is_gap = |c: char| matches!(c, ' ' | '\u{3000}' | '|' | '｜');
    let found = WORDS.iter().find_map(|cue| {
        let at = line.find(cue)?;
        let mut words = line[at + cue.len()..].strip_prefix(is_gap)?.split(is_gap);
        let (name, next) = (words.next()?, words.next().unwrap_or_default());
        // `记者 张三 摄` has taken a picture.
        let is_picture = next.starts_with(['摄', '攝', '图', '圖']);
        (line[..at].ends_with(is_gap) && is_chinese(name) && !is_picture).then_some(at)
    });
    found.map_or(line, |at| &line[at..])
}

/// The names in a line before the word that says what they are: `[Tea Daily 홍길동 기자]`, `홍길동·김철수 기자 hong@tea.example`,
/// `山田太郎 記者`.
pub(super) fn called(line: &str) -> Option<&str> {
    const LONGEST: usize = 120;
    if line.is_ascii() || line.len() > LONGEST {
        return None;
    }
    let (at, calling) = CALLINGS.iter().find_map(|calling| Some((line.find(calling)?, *calling)))?;
    let after = &line[at + calling.len()..];
    let ends = after.is_empty()
        || after.starts_with([' ', '\u{3000}', ']', ')', '】', '）', '|', '/', '=', ',', '(', '·'])
            && !after.chars().any(|c| is_hangul(c) || is_cjk(c));
    if !ends {
        return None;
    }
    let before = line[..at].trim_end();
    let start = before
        .rfind(['[', '(', '【', '（', '=', '/', '|', ':', '：'])
        .map_or(0, |mark| mark + before[mark..].chars().next().map_or(0, char::len_utf8));
    let before = before[start..].trim_start();
    let has_gap = before.len() < line[start..at].trim_start().len();
    let last = before.rsplit(' ').next()?;
    let is_korean = |name: &str| {
        (2..=4).contains(&name.chars().count())
            && name.chars().all(is_hangul)
            && name.starts_with(|first| KOREAN_SURNAMES.contains(first))
    };
    if calling.chars().all(is_hangul) {
        return last.split(['·', ',']).all(is_korean).then_some(last);
    }
    let is_whole = before.chars().all(|c| is_cjk(c) || c == ' ') && (2..=9).contains(&before.chars().count());
    let is_hindi = calling == "द्वारा" && (2..=4).contains(&before.split(' ').count());
    ((is_whole || is_hindi) && has_gap && cue(before).is_none()).then_some(before)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// Whether a line names those who checked, edited or pictured what others wrote.
fn is_about_others(line: &str) -> bool {
    const OTHERS: &[&str] = &[
        "reviewed by",
        "medically reviewed",
        "fact checked",
        "fact-checked",
        "edited by",
        "translated by",
        "photo",
        "illustrat",
        "read more",
        "more about",
        "about the",
        "learn more",
        "learn about",
        "view ",
        "how we",
        "follow",
        "share",
        "责任编辑",
        "责编",
        "编辑",
        "責任編輯",
        "責編",
        "編輯",
        "校对",
        "审核",
        "摄影",
        "来源",
        "translator",
        "image",
        "foto",
        "bild",
        "sponsored",
        "advert",
        "updated",
        "last ",
    ];
    let head: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    OTHERS.iter().any(|start| head.starts_with(start))
}

/// The line from where it tells who published, if it tells first when that was; None where it tells no more.
fn without_announcement(line: &str) -> Option<&str> {
    if !ANNOUNCEMENTS.iter().any(|start| without_start(line, start).is_some()) {
        return Some(line);
    }
    first_of(line, &[" von ", " by ", " par ", " por ", " da ", " door "]).map(|(at, _)| line[at..].trim_start())
}

/// The line without the cues at its start.
fn without_cues(line: &str) -> &str {
    let mut rest = line;
    for _ in 0..3 {
        match cue(rest) {
            Some(after) => rest = after,
            None => break,
        }
    }
    rest
}

/// What stands after a cue at the start of the line, if there is one.
pub(super) fn cue(line: &str) -> Option<&str> {
    let line = line.trim_start_matches([' ', '(', '（', '【', '[', '–', '-', '—', '|', '\u{3000}', '*', '/']);
    let first = line.chars().next().and_then(|first| first.to_lowercase().next())?;
    // Most lines begin with a letter that few cues begin with.
    let first = first.encode_utf8(&mut [0; 4]).as_bytes()[0];
    let begins = |cue: &&&str| cue.as_bytes()[0] == first;
    let with_colon = CUES_WITH_COLON.iter().filter(begins).find_map(|cue| {
        let rest = without_start(line, cue)?.trim_start();
        rest.strip_prefix([':', '：'])
    });
    with_colon.map(str::trim_start).or_else(|| {
        CUES.iter().filter(begins).find_map(|cue| {
            let rest = without_start(line, cue)?;
            let next = rest.chars().next();
            let is_han = cue.chars().next().is_some_and(is_cjk) || cue.starts_with(['글', '작', '기']);
            let ends = match next {
                None => true,
                Some(':' | '：') => true,
                Some('/' | '／' | '|' | '丨' | '｜' | '・' | '＝' | '=') => is_han,
                Some(' ' | '\u{3000}' | '\u{A0}') => true,
                // Without a mark between, a name has to look like one.
                Some(_) => {
                    let han = rest.split(|c: char| !is_cjk(c)).next().unwrap_or("");
                    is_han
                        && cue.chars().count() > 1
                        && is_chinese(han.split(['发', '从', '报', '在']).next().unwrap_or(""))
                }
            };
            ends.then(|| {
                rest.trim_start_matches([':', '：', ' ', '\u{3000}', '/', '／', '|', '丨', '｜', '・', '＝', '='])
            })
        })
    })
}

/// What follows a start that is given in lower case.
fn without_start<'l>(line: &'l str, start: &str) -> Option<&'l str> {
    let mut rest = line.chars();
    let mut of_start = start.chars();
    while let Some(expected) = of_start.next() {
        let letter = rest.next()?;
        if letter.is_ascii() {
            if letter.to_ascii_lowercase() != expected {
                return None;
            }
            continue;
        }
        // One letter may become several.
        for lower in letter.to_lowercase().enumerate() {
            match lower {
                (0, c) if c == expected => {}
                (1.., c) if of_start.next() == Some(c) => {}
                _ => return None,
            }
        }
    }
    Some(rest.as_str())
}

fn names_in_line(line: &str, names: &mut Vec<String>) {
    // ASCII alone, so that places in one are places in the other.
    let lower = line.to_ascii_lowercase();
    // What stands at the start ends nothing.
    let skip = lower.chars().next().map_or(0, char::len_utf8);
    let end = first_of(&lower[skip..], ENDS).map_or(line.len(), |(at, _)| skip + at);
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
    while let Some((at, length)) = first_of(rest, JOINTS) {
        parts.push(&rest[..at]);
        rest = &rest[at + length..];
    }
    parts.push(rest);
    for part in parts.into_iter().flat_map(|part| part.split([',', ';', '、', '，', '；', '/', '／', '،'])) {
        let part = part.trim_start_matches("and ").trim_start_matches("& ");
        let part = trim_name(without_cues(part.trim()));
        if part.is_empty() {
            continue;
        }
        if let (true, Some(name)) = (is_degree(part), names.last_mut()) {
            // `Ann Lee, MD` is one name.
            name.push_str(", ");
            name.push_str(part);
            continue;
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
            // A line that does not begin with a name is no list of names.
            return;
        }
    }
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

/// Whether a part of a list is what somebody has earned: `PhD`, `M.D.`, `CFP®`, `Jr.`.
fn is_degree(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let words = part.split(' ').count();
    letters >= 2
        && letters <= 6 * words
        && words <= 2
        && (capitals * 2 >= letters && capitals >= 2 || matches!(part, "Jr." | "Sr." | "Jr" | "Sr"))
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
        word.is_empty() || super::date::is_month_or_day(word) || matches!(*word, "-" | "–" | "—" | "/" | "·" | ",")
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

/// Whether a part of a list of names says what somebody is, and not who.
fn is_role(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.split([' ', '-']).next_back().is_some_and(|word| ROLES.contains(&word)) && lower.contains(' ')
        || ROLES.contains(&lower.as_str())
        || lower.len() <= 1
}

/// Whether a text can be the name of somebody.
pub(super) fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    let words = text.split(' ').count();
    if !(2..=50).contains(&chars) || words > 6 {
        return false;
    }
    let lower = text.to_lowercase();
    if NOBODY.contains(&lower.as_str()) || text.contains("://") || text.contains('@') || lower.starts_with("www.") {
        return false;
    }
    // Words of sentences and buttons.
    let is_word = |word: &str| {
        matches!(
            word,
            "about"
                | "view"
                | "read"
                | "more"
                | "reviewed"
                | "edited"
                | "checked"
                | "share"
                | "sponsored"
                | "published"
                | "updated"
                | "last"
                | "written"
                | "how"
                | "this"
                | "here"
                | "our"
                | "we"
                | "says"
                | "learn"
                | "follow"
                | "find"
                | "posts"
                | "click"
                | "your"
                | "you"
                | "policy"
                | "disclosure"
                | "what"
                | "is"
                | "are"
                | "was"
                | "comments"
                | "minutes"
                | "ago"
                | "https"
                | "http"
                | "posted"
                | "likes"
                | "replies"
                | "all"
                | "see"
                | "subscribe"
                | "have"
                | "has"
                | "that"
                | "these"
                | "via"
                | "photo"
                | "photos"
                | "video"
                | "rss"
        )
    };
    if lower.split([' ', ':']).any(is_word) {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if letters < 2
        || digits > letters + 4
        || text.contains(['?', '!', '{', '}', '=', '<', '>', '\\', '。', '？', '！', '%', '$', '#', '+'])
    {
        return false;
    }
    // Addresses of sites: `tea.example`. Initials have a full stop, too.
    let is_host = words == 1
        && lower.rsplit_once('.').is_some_and(|(name, end)| {
            name.len() > 2 && (2..=8).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
        })
        && !text.contains("..");
    // Chinese names are short.
    let is_long_han = text.chars().all(is_cjk) && chars > 12;
    !is_host && !is_long_han && !super::date::is_date(text)
}

/// Whether a text is a Chinese name: two to four characters, the first a surname. For what nothing else marks as a name.
pub(super) fn is_chinese(name: &str) -> bool {
    (2..=4).contains(&name.chars().count()) && name.chars().all(is_cjk) && name.chars().next().is_some_and(|first| SURNAMES.contains(first) || "張劉陳楊趙黃吳孫馬羅鄭謝韓馮許鄧蕭葉蘇盧蔣賈薛閻鍾譚鄒陸顧龍萬錢湯喬賀賴龔蘭顏倪嚴溫蘆韋畢聶莊齊關紀項歐連".contains(first))
}

/// Whether two words are one Japanese name, and not two Chinese ones.
fn is_japanese(family: &str, given: &str) -> bool {
    let are_han = [family, given].iter().all(|word| word.chars().all(is_cjk) && word.chars().count() <= 3);
    are_han && family.chars().count() <= 3 && !(is_chinese(family) && is_chinese(given)) && family.chars().count() < 3
}

/// Whether a line of names goes on behind a text: that ends with what joins names.
pub(super) fn goes_on(text: &str) -> bool {
    let text = text.trim_end();
    let joints = JOINTS.iter().map(|joint| joint.trim_end());
    text.ends_with([',', '、', '，', ';']) || joints.clone().any(|joint| text.ends_with(joint))
}

/// Whether a text goes on with a line of names: begins with what joins them.
pub(super) fn continues(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix([',', '、', '，', ';']).map(str::trim_start);
    // `, July 8` is a date, and `, Editor` a role: who is no name is dropped anyway.
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_alphabetic))
        || JOINTS.iter().any(|joint| text.starts_with(joint.trim_start()))
}

/// Whether a name is that of an account rather than of a person: one word, and no capital at its start or a mark inside.
pub(super) fn is_login(name: &str) -> bool {
    !name.contains(' ')
        && name.is_ascii()
        && (!name.starts_with(|c: char| c.is_ascii_uppercase())
            || name.contains(['.', '_', '-'])
            || name.bytes().any(|byte| byte.is_ascii_digit())
            || name.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()))
}

/// A name as libraries write it, `Lee, Ann`, the other way round.
pub(super) fn turned(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_one = !given.is_empty()
        && !given.contains([',', ';'])
        && family.split(' ').count() <= 2
        && given.split(' ').count() <= 3
        && !is_degree(given);
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
