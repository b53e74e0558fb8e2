//! Which addresses may be written.
//!
//! Addresses come from the page as they are. A browser reads them more kindly than they look (it drops tabs and line
//! breaks anywhere, and spaces and control characters around), so they are brought into that form before they are judged.

use std::borrow::Cow;

/// An address that a reader may follow: relative, or with a scheme that leads to a page, a file, a letter or a call.
pub(super) fn link(url: &str) -> Option<Cow<'_, str>> {
    judged(url, |scheme, _| {
        ["http", "https", "mailto", "tel", "ftp"].iter().any(|name| scheme.eq_ignore_ascii_case(name))
    })
}

/// An address that a page may load sound or moving pictures from.
pub(super) fn media(url: &str) -> Option<Cow<'_, str>> {
    judged(url, |scheme, _| is_web(scheme))
}

/// An address that a page may load an image from. Of `data:` only bitmaps: an SVG can hold scripts.
pub(super) fn image(url: &str) -> Option<Cow<'_, str>> {
    judged(url, |scheme, rest| is_web(scheme) || (scheme.eq_ignore_ascii_case("data") && is_bitmap(rest)))
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

/// Whether what comes after `data:` begins with the media type of a bitmap.
fn is_bitmap(rest: &str) -> bool {
    let media_type = rest.split([';', ',']).next().unwrap_or_default();
    ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif", "image/bmp"]
        .iter()
        .any(|name| media_type.eq_ignore_ascii_case(name))
}

/// The address as a browser would read it, if it is relative or its scheme is one of the `allowed`, who are shown the scheme
/// and what follows the colon. An empty address is none.
fn judged(url: &str, allowed: impl Fn(&str, &str) -> bool) -> Option<Cow<'_, str>> {
    let url = url.trim_matches(|c: char| c <= ' ');
    let url = match url.contains(['\t', '\n', '\r']) {
        false => Cow::Borrowed(url),
        true => Cow::Owned(url.replace(['\t', '\n', '\r'], "")),
    };
    if url.is_empty() || url.contains(|c: char| c.is_control()) {
        return None;
    }
    // Anything before a colon counts as a scheme, well-formed or not, unless the colon is in a path, a query or a fragment.
    match url.find([':', '/', '\\', '?', '#']).filter(|&at| url.as_bytes()[at] == b':') {
        Some(colon) if !allowed(&url[..colon], &url[colon + 1..]) => None,
        _ => Some(url),
    }
}

#[cfg(test)]
mod tests {
    use super::{image, link, media};

    #[test]
    fn links_lead_to_pages_files_letters_and_calls() {
        for url in [
            "https://example.org/a:b",
            "HTTP://example.org",
            "//example.org/a",
            "/a/b?c=d:e#f",
            "a/b:c",
            "?q=a:b",
            "#a:b",
            "mailto:a@example.org",
            "tel:+491234",
            "ftp://example.org/a",
            "日本語/頁",
        ] {
            assert_eq!(link(url).as_deref(), Some(url));
        }
    }

    #[test]
    fn links_never_run_anything() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "java\0script:alert(1)",
            "vbscript:x",
            "data:text/html,<script>x</script>",
            "data:image/png;base64,AAAA",
            "blob:https://example.org/1",
            "view-source:javascript:x",
            "javascript\u{a0}:x",
            "file:///etc/passwd",
            "",
            " \n ",
        ] {
            assert_eq!(link(url), None, "{url:?}");
        }
    }

    #[test]
    fn addresses_are_written_as_browsers_read_them() {
        assert_eq!(link(" https://example.org/\n a\tb ").as_deref(), Some("https://example.org/ ab"));
    }

    #[test]
    fn images_may_be_bitmaps_in_the_address_itself() {
        for url in ["a.png", "https://example.org/a.svg", "data:image/png;base64,AAAA", "DATA:image/GIF,x"] {
            assert_eq!(image(url).as_deref(), Some(url));
        }
        for url in
            ["data:image/svg+xml,<svg onload='x'>", "data:text/html,x", "data:image/png+x,a", "data:", "mailto:a"]
        {
            assert_eq!(image(url), None, "{url:?}");
        }
    }

    #[test]
    fn media_come_from_the_web() {
        assert!(media("https://example.org/a.mp4").is_some());
        assert_eq!(media("data:video/mp4,x"), None);
    }
}
