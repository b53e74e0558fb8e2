//! What stands before the HTML: bytes that become text, limits on its length, front matter.
#![expect(
    clippy::indexing_slicing,
    reason = "the places come from a search in the same bytes, or are below their number"
)]
#![expect(clippy::string_slice, reason = "the places come from a search for ASCII characters in the same text")]

pub(crate) mod binary;
mod cdata;
#[cfg(feature = "charset")]
pub(crate) mod charset;
mod front_matter;
mod json;
pub(crate) mod saved;
mod toml;
mod yaml;
mod yaml_lines;

pub(crate) use cdata::{is_escaped_section, without_sections};
pub(crate) use front_matter::{SplitSource, split};

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
