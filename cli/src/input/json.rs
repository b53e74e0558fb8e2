//! JSON as programs write it, made JSON as the standard has it.

use memchr::memchr;
use std::borrow::Cow;

/// What some programs put before a text in UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes an escape such as `\ud83c` has.
const ESCAPE: usize = 6;

/// Reads JSON as programs write it: `parse` is given the text [`mended`], and where that is no JSON, once more with its
/// extensions undone that some programs know.
///
/// # Errors
/// That of `parse`, about the text that it was given first.
pub(crate) fn read<T>(json: &[u8], parse: impl Fn(&[u8]) -> serde_json::Result<T>) -> serde_json::Result<T> {
    let json = mended(json);
    parse(&json).or_else(|error| match without_extensions(&json) {
        Some(plain) => parse(&plain).map_err(|_| error),
        None => Err(error),
    })
}

/// Names of numbers that the standard does not have. Python's `json` writes them.
const NUMBERS: [&[u8]; 2] = [b"NaN", b"Infinity"];

/// A text of JSON in which numbers that have a name became zero, and control characters in strings (such as a tab as it is) became
/// escapes. None where there are none.
fn without_extensions(json: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(json.len() + 16);
    let (mut is_changed, mut is_in_string) = (false, false);
    let mut rest = json;
    while let Some(&first) = rest.first() {
        let run = |is_in: fn(&u8) -> bool| rest.iter().position(|byte| !is_in(byte)).unwrap_or(rest.len());
        let length = match first {
            b'"' | ..b' ' => 1,
            b'\\' if is_in_string => rest.len().min(2),
            _ if is_in_string => run(|byte| !matches!(byte, b'"' | b'\\' | ..b' ')),
            // A word or a number as a whole.
            _ if first.is_ascii_alphanumeric() => run(u8::is_ascii_alphanumeric),
            _ => 1,
        };
        let (token, after) = rest.split_at(length);
        if is_in_string && first < b' ' {
            out.extend_from_slice(format!("\\u{first:04x}").as_bytes());
            is_changed = true;
        } else if !is_in_string && NUMBERS.contains(&token) {
            out.push(b'0');
            is_changed = true;
        } else {
            out.extend_from_slice(token);
            is_in_string ^= first == b'"';
        }
        rest = after;
    }
    is_changed.then_some(out)
}

/// A text of JSON without a byte order mark, without what is no UTF-8, and without halves of surrogate pairs: each becomes U+FFFD.
/// JavaScript writes such halves where a text was cut in the middle of an emoji. Borrowed where nothing is to be done, which is
/// looked for once.
fn mended(json: &[u8]) -> Cow<'_, [u8]> {
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
    use super::{mended, read};
    use std::borrow::Cow;

    fn value(json: &str) -> serde_json::Result<serde_json::Value> {
        read(json.as_bytes(), |json| serde_json::from_slice(json))
    }

    #[test]
    fn numbers_with_a_name_and_control_characters_are_read() {
        let found =
            value("{\"a\": NaN, \"b\": [Infinity,-Infinity], \"c\": \"NaN\\\\\", \"d\": \"\\\"NaN\ttea\"}").unwrap();
        assert_eq!(found, serde_json::json!({"a": 0, "b": [0, -0.0], "c": "NaN\\", "d": "\"NaN\ttea"}));
        for wrong in ["{\"a\": 1NaN}", "{\"a\": NaNa}", "{NaN: 1}", "[NaN", "[\"NaN\t", "[\"\t\\", "NaN NaN"] {
            assert!(value(wrong).is_err(), "{wrong}");
        }
        // What is told is about the text as it was given.
        assert_eq!(value("[NaN").unwrap_err().to_string(), "expected value at line 1 column 2");
    }

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
