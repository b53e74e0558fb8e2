//! Archives of a page, as browsers save them (`.mht`, `.mhtml`): a message after RFC 2557, of which the page is the first HTML part.

use super::Page;

/// How deep parts may stand in parts.
const MAX_DEPTH: usize = 8;

/// The first HTML part of an archive, decoded. None if the bytes are no archive, `Some(None)` if there is no HTML in it.
///
/// Linear time for each level of parts in parts, of which eight are read.
pub(crate) fn first_page(bytes: &[u8]) -> Option<Option<Page>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let (headers, body) = Headers::read(bytes)?;
    let content_type = headers.get("content-type")?;
    let is_archive = media_type(content_type).starts_with("multipart/")
        || (headers.get("mime-version").is_some() && is_html(content_type));
    if !is_archive {
        return None;
    }
    let address = headers.address();
    // Parts that are still to be looked at, the next one last.
    let mut pending = vec![(headers, body, 0)];
    while let Some((headers, body, depth)) = pending.pop() {
        let content_type = headers.get("content-type").unwrap_or_default();
        if is_html(content_type) {
            return Some(Some(Page {
                bytes: decoded(body, headers.get("content-transfer-encoding").unwrap_or_default()),
                content_type: Some(content_type.to_owned()),
                url: headers.address().or(address),
            }));
        }
        if media_type(content_type).starts_with("multipart/")
            && depth < MAX_DEPTH
            && let Some(boundary) = parameter(content_type, "boundary")
        {
            let parts: Vec<_> = parts(body, &boundary).into_iter().filter_map(Headers::read).collect();
            pending.extend(parts.into_iter().rev().map(|(headers, body)| (headers, body, depth + 1)));
        }
    }
    Some(None)
}

/// The header fields of a message or of a part, names in lower case.
struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads header fields, and what comes after the empty line behind them. None where a line is no field; a part without any
    /// begins with the empty line.
    fn read(bytes: &[u8]) -> Option<(Headers, &[u8])> {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut rest = bytes;
        loop {
            if rest.is_empty() {
                return Some((Headers(fields), rest));
            }
            let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(end);
            let line = line.trim_ascii_end();
            if line.is_empty() {
                return Some((Headers(fields), after));
            }
            let line_text = String::from_utf8_lossy(line);
            if line.first().is_some_and(u8::is_ascii_whitespace) {
                // A field that goes on.
                let (_, value) = fields.last_mut()?;
                value.push_str(if value.is_empty() { "" } else { " " });
                value.push_str(line_text.trim());
            } else {
                let (name, value) = line_text.split_once(':')?;
                let is_name = |byte: u8| byte.is_ascii_graphic();
                if name.is_empty() || !name.bytes().all(is_name) {
                    return None;
                }
                fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
            rest = after;
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The address of what is in it, where it is one of the web.
    fn address(&self) -> Option<String> {
        let fields = ["content-location", "snapshot-content-location", "content-base"];
        let address = fields.iter().filter_map(|name| self.get(name)).find(|address| {
            let scheme = address.split(':').next().unwrap_or_default();
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        });
        // A long address may be folded into several lines.
        address.map(|address| address.split_ascii_whitespace().collect())
    }
}

fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_html(content_type: &str) -> bool {
    matches!(&*media_type(content_type), "text/html" | "application/xhtml+xml")
}

/// A parameter of a media type, without its quotation marks.
fn parameter(content_type: &str, name: &str) -> Option<String> {
    let mut rest = content_type.split_once(';')?.1;
    loop {
        let (key, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.find(';').and_then(|at| value.split_at_checked(at)).unwrap_or((value, "")),
        };
        if key.trim_matches(|c: char| c == ';' || c.is_whitespace()).eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = after;
    }
}

/// The parts of a body: what stands between the lines that are made of the boundary. The last one may be cut off.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let boundary = boundary.as_bytes();
    let mut parts = Vec::new();
    let mut start = None;
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let end = at + line.len();
        let line = line.trim_ascii_end();
        let after = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary));
        if let Some(after @ (b"" | b"--")) = after {
            parts.extend(start.and_then(|start: usize| body.get(start..at)));
            start = after.is_empty().then_some(end);
        }
        at = end;
    }
    parts.extend(start.and_then(|start| body.get(start..)));
    parts
}

/// The content of a part, given how it is encoded for the way. An encoding that is not known is none.
fn decoded(body: &[u8], encoding: &str) -> Vec<u8> {
    match &*encoding.trim().to_ascii_lowercase() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_owned(),
    }
}

/// Undoes quoted-printable: `=3D` for a byte, `=` at the end of a line for no line break. What is none of it stays.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            out.push(byte);
            continue;
        }
        let digit = |at: usize| {
            after.get(at).and_then(|&byte| char::from(byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
        };
        if let (Some(high), Some(low)) = (digit(0), digit(1)) {
            out.push(high << 4 | low);
            rest = after.get(2..).unwrap_or_default();
            continue;
        }
        let blank = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        match after.get(blank) {
            Some(b'\n') => rest = after.get(blank + 1..).unwrap_or_default(),
            None => rest = &[],
            Some(_) => out.push(byte),
        }
    }
    out
}

/// Undoes base64. What is no digit of it is left out, as its standard asks of mail.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in body {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.extend(u8::try_from(bits >> count & 0xff));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a page, its media type and its address.
    type Found = (String, Option<String>, Option<String>);

    fn page(archive: &str) -> Option<Option<Found>> {
        let text = |page: Page| (String::from_utf8(page.bytes).unwrap(), page.content_type, page.url);
        first_page(archive.as_bytes()).map(|page| page.map(text))
    }

    #[test]
    fn the_first_html_part_is_the_page() {
        let archive = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://tea.example/green\r\nSubject: Tea\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Mark--x\"\r\n\r\n\
            preamble\r\n------Mark--x\r\nContent-Type: text/css\r\n\r\np {}\r\n------Mark--x\r\nContent-Type: text/html\r\n\
            Content-ID: <frame@mhtml>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: cid:frame\r\n\r\n\
            <p class=3D\"tea\">Green =\r\ntea=E2=80=A6</p>\r\n------Mark--x\r\nContent-Type: text/html\r\n\r\n<p>No\r\n------Mark--x--\r\n";
        let expected = ("<p class=\"tea\">Green tea…</p>\r\n", "text/html", "https://tea.example/green");
        let (html, content_type, url) = page(archive).unwrap().unwrap();
        assert_eq!((&*html, content_type.as_deref(), url.as_deref()), (expected.0, Some(expected.1), Some(expected.2)));
    }

    #[test]
    fn parts_can_stand_in_parts() {
        let archive = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=out\n\n--out\n\
            Content-Type: multipart/alternative; boundary=\"in\"\n\n--in\nContent-Type: text/plain\n\ntea\n--in\n\
            Content-Type: text/html; charset=\"gbk\"\nContent-Transfer-Encoding: BASE64\nContent-Location:\n https://tea.example/a\n\n\
            PHA+R3Jl\nZW4=\n--in--\n--out--\n";
        let (html, content_type, url) = page(archive).unwrap().unwrap();
        assert_eq!((&*html, url.as_deref()), ("<p>Green", Some("https://tea.example/a")));
        assert_eq!(content_type.as_deref(), Some("text/html; charset=\"gbk\""));
    }

    #[test]
    fn a_message_that_is_one_page() {
        let (html, ..) = page("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Tea").unwrap().unwrap();
        assert_eq!(html, "<p>Tea");
    }

    #[test]
    fn other_texts_are_no_archives() {
        for text in [
            "",
            "<p>Tea",
            "---\ntitle: Tea\n---\n<p>Tea",
            "Tea: a drink\n\nIt is green.",
            "Content-Type: text/html is a header field.\n",
            "Content-Type: text/html\n\n<p>Tea",
        ] {
            assert_eq!(page(text), None, "{text:?}");
        }
        assert_eq!(
            page("Content-Type: multipart/related; boundary=a\n\n--a\nContent-Type: image/png\n\nx"),
            Some(None)
        );
        assert_eq!(page("Content-Type: multipart/related\n\n--\n\nx"), Some(None));
    }
}
