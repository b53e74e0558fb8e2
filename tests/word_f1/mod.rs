//! How near one text is to another: the F1 of their words.

use std::collections::HashMap;

/// The F1 of the words of two Markdown texts, between 0 and 1, each word as often as it stands there.
pub(crate) fn word_f1(expected: &str, actual: &str) -> f64 {
    let (expected, actual) = (words(expected), words(actual));
    let size = |words: &HashMap<String, usize>| words.values().sum::<usize>();
    let all = size(&expected) + size(&actual);
    if all == 0 {
        return 1.0;
    }
    let common: usize = expected.iter().map(|(word, &count)| count.min(actual.get(word).copied().unwrap_or(0))).sum();
    2.0 * common as f64 / all as f64
}

/// The words of a Markdown text, addresses of links and images left out; a Chinese or Japanese character is a word.
fn words(markdown: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let mut word = String::new();
    let mut pieces = markdown.split("](");
    let first = pieces.next().unwrap_or("");
    let shown = std::iter::once(first).chain(pieces.map(|piece| piece.split_once(')').map_or("", |(_, rest)| rest)));
    for character in shown.flat_map(|piece| piece.chars().chain([' '])) {
        let is_alone = matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
        if (is_alone || !character.is_alphanumeric()) && !word.is_empty() {
            *words.entry(std::mem::take(&mut word)).or_default() += 1;
        }
        if is_alone {
            *words.entry(character.to_string()).or_default() += 1;
        } else if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        }
    }
    words
}
