//! Text that is nothing but text in HTML, and in XML.

use std::fmt;

/// Writes text so that it is text in an element.
pub(super) fn text(out: &mut (impl fmt::Write + ?Sized), text: &str) -> fmt::Result {
    replaced(out, text, |byte| byte == b'"')
}

/// Writes text so that it is text between quotation marks.
pub(super) fn value(out: &mut (impl fmt::Write + ?Sized), text: &str) -> fmt::Result {
    replaced(out, text, |_| false)
}

fn replaced(out: &mut (impl fmt::Write + ?Sized), text: &str, is_kept: impl Fn(u8) -> bool) -> fmt::Result {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let (reference, len) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            // A bare one would be read as a line feed.
            b'\r' => ("&#13;", 1),
            b'\t' | b'\n' => continue,
            // XML has no way to write these, and a form feed is white space.
            0x0c => (" ", 1),
            ..0x20 => ("\u{fffd}", 1),
            0xef if is_noncharacter(&bytes[at..]) => ("\u{fffd}", 3),
            _ => continue,
        };
        if is_kept(byte) {
            continue;
        }
        out.write_str(&text[done..at])?;
        out.write_str(reference)?;
        done = at + len;
    }
    out.write_str(&text[done..])
}

/// Whether bytes begin with U+FFFE or U+FFFF, which no XML can hold.
fn is_noncharacter(bytes: &[u8]) -> bool {
    matches!(bytes, [0xef, 0xbf, 0xbe | 0xbf, ..])
}
