//! A body in the character data sections of XML, as feeds hold it: `<![CDATA[<p>Green tea.</p>]]>`.
//!
//! HTML has no such sections: it would take the first tag for a comment, and the end for text.

use std::borrow::Cow;

const START: &str = "<![CDATA[";
const END: &str = "]]>";

/// The source without the marks of the sections that it consists of: spaces stand for them, so that all positions stay.
/// White space, an XML declaration and elements may stand around the sections. Any other source is left as it is.
///
/// Takes a look at the beginning and the end of the source, and copies it where it has such marks.
pub(crate) fn without_sections(source: &str) -> Cow<'_, str> {
    let Some(first) = first_section(source) else { return without_end(source) };
    let mut out = String::with_capacity(source.len());
    out.push_str(&source[..first]);
    let mut rest = &source[first..];
    // Outside of the sections stand the tags around them, and at times more HTML.
    while let Some(start) = rest.find(START) {
        // An end in the body itself is written over two sections, `]]]]><![CDATA[>`. HTML leaves out the character that stands
        // for their marks, so that nothing comes to stand between.
        let inner = &rest[start + START.len()..];
        if start == 0 && inner.starts_with('>') && out.ends_with("]]   ") {
            out.truncate(out.len() - END.len());
            out.extend(std::iter::repeat_n('\0', END.len() + START.len()));
        } else {
            out.push_str(&rest[..start]);
            out.extend(std::iter::repeat_n(' ', START.len()));
        }
        rest = inner;
        let Some(end) = rest.find(END) else { break };
        out.push_str(&rest[..end]);
        out.extend(std::iter::repeat_n(' ', END.len()));
        rest = &rest[end + END.len()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether a source is such a section written as text in XML: `&lt;![CDATA[&lt;p&gt;`.
pub(crate) fn is_escaped_section(source: &str) -> bool {
    source.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with("&lt;![CDATA[")
}

/// Where the first section starts, if nothing but white space and start tags comes before it.
fn first_section(source: &str) -> Option<usize> {
    /// More elements than these stand around no body.
    const ELEMENTS: usize = 4;
    let mut at = 0;
    for _ in 0..=ELEMENTS {
        let rest = source[at..].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        at = source.len() - rest.len();
        if rest.starts_with(START) {
            return Some(at);
        }
        let is_tag = rest.starts_with("<?xml")
            || rest.strip_prefix('<').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        // In these elements a section is text of theirs.
        let is_raw = ["<script", "<style", "<textarea", "<title", "<svg", "<math", "<xmp", "<pre"]
            .iter()
            .any(|tag| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)));
        if !is_tag || is_raw {
            return None;
        }
        at += rest.find('>')? + 1;
    }
    None
}

/// The source without the end of a section whose start has been cut off.
fn without_end(source: &str) -> Cow<'_, str> {
    let text = source.trim_end();
    match text.strip_suffix(END) {
        Some(body) if body.trim_end().ends_with('>') && !body.contains(START) => Cow::Borrowed(body),
        _ => Cow::Borrowed(source),
    }
}

#[cfg(test)]
mod tests {
    use super::without_sections;

    #[track_caller]
    fn assert_read(source: &str, expected: &str) {
        let read = without_sections(source);
        assert_eq!(read.split_whitespace().collect::<Vec<_>>(), expected.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn a_body_comes_out_of_its_section() {
        assert_read("<![CDATA[<p>Tea</p>]]>", "<p>Tea</p>");
        assert_read("\n <![CDATA[\n<p>Tea</p>\n]]>\n", "<p>Tea</p>");
        assert_read(
            "<content:encoded><![CDATA[<p>Tea</p>]]></content:encoded>",
            "<content:encoded> <p>Tea</p> </content:encoded>",
        );
        assert_read(
            "<?xml version='1.0'?>\n<d><![CDATA[<p>a</p>]]><![CDATA[<p>b</p>]]></d>",
            "<?xml version='1.0'?> <d> <p>a</p> <p>b</p> </d>",
        );
        assert_read("<![CDATA[<p>Tea</p>", "<p>Tea</p>");
        assert_read("<p>Tea</p>]]>", "<p>Tea</p>");
    }

    #[test]
    fn an_end_in_a_body_is_written_over_two_sections() {
        let source = "<![CDATA[<p>a[b[0]]]]><![CDATA[> c</p>]]>";
        let read = without_sections(source);
        assert_eq!(read.replace('\0', "").trim(), "<p>a[b[0]]> c</p>");
        assert_eq!(read.len(), source.len());
        assert_eq!(crate::extract(source).text(), "a[b[0]]> c");
    }

    #[test]
    fn positions_stay() {
        let source = "<d>\n<![CDATA[<p>Tea</p>]]></d>";
        assert_eq!(without_sections(source).find("<p>"), source.find("<p>"));
        assert_eq!(without_sections(source).len(), source.len());
    }

    #[test]
    fn sections_elsewhere_are_left_to_the_parser() {
        for source in [
            "<p>a</p><![CDATA[ b ]]>",
            "<script><![CDATA[ b ]]></script>",
            "<svg><![CDATA[x]]></svg>",
            "a[b[0]]>",
            "]]>",
            "",
        ] {
            assert_eq!(without_sections(source), source);
        }
    }
}
