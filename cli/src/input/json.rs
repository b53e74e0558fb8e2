//! JSON as programs write it, made JSON as the standard has it.

use memchr::memchr;
use std::borrow::Cow;

/// What some programs put before a text in UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes an escape such as `\ud83c` has.
const ESCAPE: usize = 6;

/// A text of JSON without a byte order mark, without what is no UTF-8, and without halves of surrogate pairs: each becomes U+FFFD.
/// JavaScript writes such halves where a text was cut in the middle of an emoji. Borrowed where nothing is to be done, which is
/// looked for once.
pub(crate) fn mended(json: &[u8]) -> Cow<'_, [u8]> {
    let json = json.strip_prefix(BYTE_ORDER_MARK).unwrap_or(json);
    let mut json = match String::from_utf8_lossy(json) {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    };
    let mut at = 0;
    while let Some(escape) = json.get(at..).and_then(|rest| memchr(b'\\', rest)) {
        at += escape;
        match surrogate(&json, at) {
            None => at += 2,
            Some(Half::First) if matches!(surrogate(&json, at + ESCAPE), Some(Half::Second)) => at += 2 * ESCAPE,
            Some(_) => {
                if let Some(digits) = json.to_mut().get_mut(at + 2..at + ESCAPE) {
                    digits.copy_from_slice(b"fffd");
                }
                at += ESCAPE;
            }
        }
    }
    json
}

/// A half of a surrogate pair.
enum Half {
    First,
    Second,
}

/// The half of a pair whose escape stands at a place.
fn surrogate(json: &[u8], at: usize) -> Option<Half> {
    let digits = json.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    match u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()? {
        0xd800..0xdc00 => Some(Half::First),
        0xdc00..0xe000 => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::mended;
    use std::borrow::Cow;

    fn text(json: &[u8]) -> String {
        String::from_utf8(mended(json).into_owned()).unwrap()
    }

    #[test]
    fn halves_of_pairs_are_replaced_and_pairs_are_not() {
        assert_eq!(text(br#""a\ud83cb""#), r#""a\ufffdb""#);
        assert_eq!(text(br#""\udf75\uD83C""#), r#""\ufffd\ufffd""#);
        assert_eq!(text(br#""\ud83c\ud83c\udf75""#), r#""\ufffd\ud83c\udf75""#);
        // A backslash before `ud83c` that is one itself, and what breaks off.
        for fine in [r#""\\ud83c""#, r#""\ud83c\udf75 \u00e9""#, r#""\ud8"#, r#""\"#, "{}"] {
            assert!(matches!(mended(fine.as_bytes()), Cow::Borrowed(same) if same == fine.as_bytes()), "{fine}");
        }
    }

    #[test]
    fn marks_go_and_what_is_no_utf_8_is_replaced() {
        assert_eq!(text(b"\xef\xbb\xbf{}"), "{}");
        assert_eq!(text(b"\"T\xe9e\""), "\"T\u{fffd}e\"");
    }
}
