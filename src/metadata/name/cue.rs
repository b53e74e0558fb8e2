//! The words at the start of a line, or behind a name, that say that it names who wrote: `By`, `作者：`, `기자`.

use super::shape::{is_chinese, is_korean};
use super::words::{ANNOUNCEMENTS, CUES, CUES_WITH_COLON, JOB_TITLES, OTHER_ROLES};
use crate::text::cjk::{is_cjk, is_hangul};
use crate::text::phrase::first_of;

/// A line of several parts from the one that names its authors: `2021-07-08　来源：日报　作者：张三`, `2021-07-08 记者 张三`.
pub(in crate::metadata) fn from_cue(line: &str) -> &str {
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
pub(in crate::metadata) fn name_before_job_title(line: &str) -> Option<&str> {
    const LONGEST: usize = 120;
    if line.is_ascii() || line.len() > LONGEST {
        return None;
    }
    let (at, title) = JOB_TITLES.iter().find_map(|title| Some((line.find(title)?, *title)))?;
    let after = &line[at + title.len()..];
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
    if title.chars().all(is_hangul) {
        return last.split(['·', ',']).all(is_korean).then_some(last);
    }
    let is_whole = before.chars().all(|c| is_cjk(c) || c == ' ') && (2..=9).contains(&before.chars().count());
    let is_hindi = title == "द्वारा" && (2..=4).contains(&before.split(' ').count());
    ((is_whole || is_hindi) && has_gap && cue(before).is_none()).then_some(before)
}

/// Whether a line names those who checked, edited or pictured what others wrote.
pub(super) fn is_about_others(line: &str) -> bool {
    let head: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    OTHER_ROLES.iter().any(|start| head.starts_with(start))
}

/// The line from where it tells who published, if it tells first when that was; None where it tells no more.
pub(super) fn without_announcement(line: &str) -> Option<&str> {
    if !ANNOUNCEMENTS.iter().any(|start| without_start(line, start).is_some()) {
        return Some(line);
    }
    first_of(line, &[" von ", " by ", " par ", " por ", " da ", " door "]).map(|(at, _)| line[at..].trim_start())
}

/// The line without the cues at its start.
pub(super) fn without_cues(line: &str) -> &str {
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
pub(in crate::metadata) fn cue(line: &str) -> Option<&str> {
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
