//! Text that is nothing but text in HTML.

use std::fmt;

/// Writes text so that it is text in an element.
pub(super) fn text(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    replaced(out, text, |byte| byte == b'"')
}

/// Writes text so that it is text between quotation marks.
pub(super) fn value(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    replaced(out, text, |_| false)
}

fn replaced(out: &mut impl fmt::Write, text: &str, is_kept: impl Fn(u8) -> bool) -> fmt::Result {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let reference = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // A bare one would be read as a line feed.
            b'\r' => "&#13;",
            0 => "\u{fffd}",
            _ => continue,
        };
        if is_kept(byte) {
            continue;
        }
        out.write_str(&text[done..at])?;
        out.write_str(reference)?;
        done = at + 1;
    }
    out.write_str(&text[done..])
}
