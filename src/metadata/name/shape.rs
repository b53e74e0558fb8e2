//! Whether a text can be a name, by its form alone.

use super::words::{KOREAN_SURNAMES, PLACEHOLDER_NAMES, ROLES, SENTENCE_WORDS, SURNAMES};
use crate::text::cjk::{is_cjk, is_hangul};

/// Whether a part of a list is what stands behind a name and belongs to it: `PhD`, `M.D.`, `CFP®`, `Jr.`.
pub(super) fn is_name_suffix(part: &str) -> bool {
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let words = part.split(' ').count();
    letters >= 2
        && letters <= 6 * words
        && words <= 2
        && (capitals * 2 >= letters && capitals >= 2 || matches!(part, "Jr." | "Sr." | "Jr" | "Sr"))
}

/// Whether a part of a list of names says what somebody is, and not who.
pub(super) fn is_role(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.split([' ', '-']).next_back().is_some_and(|word| ROLES.contains(&word)) && lower.contains(' ')
        || ROLES.contains(&lower.as_str())
        || lower.len() <= 1
}

/// Whether a text can be the name of somebody: it is as long as one, it says something else in none of the ways that are known
/// ([placeholders](PLACEHOLDER_NAMES), words of sentences, addresses, dates), and it is made of letters.
pub(in crate::metadata) fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    if !(2..=50).contains(&chars) || text.split(' ').count() > 6 {
        return false;
    }
    let lower = text.to_lowercase();
    let is_something_else = PLACEHOLDER_NAMES.contains(&lower.as_str())
        || is_address(text, &lower)
        || lower.split([' ', ':']).any(|word| SENTENCE_WORDS.contains(&word))
        || is_host(&lower)
        // Chinese names are short.
        || chars > 12 && text.chars().all(is_cjk);
    !is_something_else && is_made_of_letters(text) && !crate::date::is_date(text)
}

/// Whether a text has an address of a page or of mail in it. `lower` is the text in small letters.
fn is_address(text: &str, lower: &str) -> bool {
    text.contains("://") || text.contains('@') || lower.starts_with("www.")
}

/// Whether a text has letters, few digits beside them, and no mark that names have not.
fn is_made_of_letters(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    letters >= 2
        && digits <= letters + 4
        && !text.contains(['?', '!', '{', '}', '=', '<', '>', '\\', '。', '？', '！', '%', '$', '#', '+'])
}

/// Whether a word is the host of a site: `tea.example`. Initials have a full stop, too.
fn is_host(lower: &str) -> bool {
    !lower.contains(' ')
        && !lower.contains("..")
        && lower.rsplit_once('.').is_some_and(|(name, end)| {
            name.len() > 2 && (2..=8).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
        })
}

/// Whether a text is a Chinese name: two to four characters, the first a surname. For what nothing else marks as a name.
pub(in crate::metadata) fn is_chinese(name: &str) -> bool {
    let is_surname = |first: char| SURNAMES.iter().any(|surnames| surnames.contains(first));
    (2..=4).contains(&name.chars().count()) && name.chars().all(is_cjk) && name.chars().next().is_some_and(is_surname)
}

/// Whether a text is a Korean name: two to four syllables, the first a surname.
pub(super) fn is_korean(name: &str) -> bool {
    let is_surname = |first: char| KOREAN_SURNAMES.iter().any(|surnames| surnames.contains(first));
    (2..=4).contains(&name.chars().count()) && name.chars().all(is_hangul) && name.starts_with(is_surname)
}

/// Whether two words are one Japanese name, and not two Chinese ones.
pub(super) fn is_japanese(family: &str, given: &str) -> bool {
    let are_han = [family, given].iter().all(|word| word.chars().all(is_cjk) && word.chars().count() <= 3);
    are_han && family.chars().count() <= 3 && !(is_chinese(family) && is_chinese(given)) && family.chars().count() < 3
}

/// Whether a name is that of an account rather than of a person: one word, and no capital at its start or a mark inside.
pub(in crate::metadata) fn is_username(name: &str) -> bool {
    !name.contains(' ')
        && name.is_ascii()
        && (!name.starts_with(|c: char| c.is_ascii_uppercase())
            || name.contains(['.', '_', '-'])
            || name.bytes().any(|byte| byte.is_ascii_digit())
            || name.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()))
}
