//! Braces that some readers of Markdown give a meaning.

/// Whether a text begins with a brace that opens
/// - a tag or a value of a template engine, which reads the Markdown before any parser does: `{{ … }}`, `{% … %}`, `{# … #}`;
/// - a list of attributes for the element before it: `{#id}`, `{.class}`, `{: .class}`, `{key=value}`, `{=html}`;
/// - the directive of a parser: `{::nomarkdown}`.
pub(super) fn is_read(text: &str) -> bool {
    let bytes = text.as_bytes();
    let second = bytes.get(1);
    if matches!(second, Some(b'{' | b'%' | b'#' | b'.' | b':' | b'=' | b'<' | b'!' | b'@' | b'-' | b'*' | b'&' | b'/'))
    {
        return true;
    }
    // Looked at no further than the next brace, so that no piece of a text is looked at twice.
    let inside = bytes.iter().skip(1).take_while(|byte| !matches!(byte, b'{' | b'}' | b'\n'));
    let mut last = b' ';
    for &byte in inside {
        // An attribute with a value; or one more of a list, as in `{note .a #b}`.
        if byte == b'=' || (last == b' ' && matches!(byte, b'.' | b'#')) {
            return true;
        }
        last = byte;
    }
    false
}
