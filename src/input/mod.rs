//! What stands before the HTML: bytes that become text, limits on its length, front matter.

mod cdata;
#[cfg(feature = "charset")]
pub(crate) mod charset;
pub(crate) mod encoding;
mod front_matter;
mod json;
mod toml;
mod yaml;

pub(crate) use cdata::{is_escaped_section, without_sections};
pub(crate) use front_matter::{Split, split};

/// As much of `source` as may be read, cut at a character boundary.
pub(crate) fn clip(source: &str, max_bytes: usize) -> &str {
    let mut end = max_bytes.min(source.len());
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    &source[..end]
}

#[cfg(test)]
mod tests {
    use super::clip;

    #[test]
    fn clipping_never_splits_a_character() {
        assert_eq!(clip("a漢", 10), "a漢");
        assert_eq!(clip("a漢", 3), "a");
        assert_eq!(clip("漢", 0), "");
    }
}
