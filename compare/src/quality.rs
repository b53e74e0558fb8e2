//! How much of the right text came out, and how little else: word precision, recall and F1.
//!
//! Words are counted as a multiset, in lower case, as WCXB does; in Chinese and Japanese every character is one.

use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

const CJK: &str = r"\u{3005}-\u{3007}\u{3031}-\u{3035}\u{3040}-\u{30ff}\u{3100}-\u{312f}\u{31a0}-\u{31bf}\u{31f0}-\u{31ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{f900}-\u{faff}\u{ff66}-\u{ff9f}\u{20000}-\u{3ffff}";

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("the pattern is constant"));
static CJK_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"[{CJK}]|[[\p{{L}}\p{{N}}_]--[{CJK}]]+")).expect("the pattern is constant"));
static CJK_CHARACTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("[{CJK}]")).expect("the pattern is constant"));

/// Precision, recall and F1 of one text.
#[derive(Clone, Copy, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

/// Whether more than three characters of ten are Chinese or Japanese.
pub fn is_cjk(text: &str) -> bool {
    let solid = text.chars().filter(|character| !character.is_whitespace()).count();
    CJK_CHARACTER.find_iter(text).count() * 10 > solid * 3
}

/// Scores `text` against `gold`. Nothing where nothing is right is perfect.
pub fn score(text: &str, gold: &str, cjk: bool) -> Score {
    let pattern: &Regex = if cjk { &CJK_WORD } else { &WORD };
    let (text, gold) = (text.to_lowercase(), gold.to_lowercase());
    let mut counts: HashMap<&str, i64> = HashMap::new();
    let (mut wanted, mut found, mut right) = (0u64, 0u64, 0u64);
    for word in pattern.find_iter(&gold) {
        *counts.entry(word.as_str()).or_default() += 1;
        wanted += 1;
    }
    for word in pattern.find_iter(&text) {
        found += 1;
        if let Some(count) = counts.get_mut(word.as_str())
            && *count > 0
        {
            *count -= 1;
            right += 1;
        }
    }
    match (wanted, found, right) {
        (0, 0, _) => Score { precision: 1.0, recall: 1.0, f1: 1.0 },
        (_, _, 0) => Score::default(),
        _ => {
            let (precision, recall) = (right as f64 / found as f64, right as f64 / wanted as f64);
            Score { precision, recall, f1: 2.0 * precision * recall / (precision + recall) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_multiset() {
        let score = score("tea tea TEA", "Tea and tea", false);
        assert_eq!((score.precision * 3.0).round(), 2.0);
        assert_eq!((score.recall * 3.0).round(), 2.0);
    }

    #[test]
    fn chinese_counts_by_the_character() {
        let score = score("绿茶好", "绿茶", true);
        assert_eq!((score.recall, (score.precision * 3.0).round()), (1.0, 2.0));
        assert!(is_cjk("绿茶 green"));
        assert!(!is_cjk("a long sentence on green tea 绿茶"));
    }

    #[test]
    fn nothing_is_right_where_nothing_is_wanted() {
        assert_eq!(score("", "", false).f1, 1.0);
        assert_eq!(score("noise", "", false).f1, 0.0);
        assert_eq!(score("", "tea", false).f1, 0.0);
    }
}
