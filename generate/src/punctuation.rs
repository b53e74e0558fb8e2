//! The punctuation that stands beside marks of emphasis, out of the general categories of Unicode, as `icu_properties` carries them.

use crate::{head, in_lines};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use std::ops::RangeInclusive;

/// The blocks whose punctuation is in texts of many languages: what every version of CommonMark, and every parser of it, knows
/// alike. The rest is known to some alone.
const BLOCKS: [(&str, RangeInclusive<u32>); 5] = [
    ("Latin-1 Supplement", 0x80..=0xff),
    ("General Punctuation", 0x2000..=0x206f),
    ("CJK Symbols and Punctuation", 0x3000..=0x303f),
    ("Katakana", 0x30a0..=0x30ff),
    ("Halfwidth and Fullwidth Forms", 0xff00..=0xffef),
];

/// The function of the writer of Markdown.
pub(crate) fn table() -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let mut arms = String::new();
    for (name, block) in BLOCKS {
        let ranges = categories.iter_ranges_for_group(GeneralCategoryGroup::Punctuation);
        let inside = ranges.filter_map(|range| {
            let (start, end) = (*range.start().max(block.start()), *range.end().min(block.end()));
            (start <= end).then_some((start, end))
        });
        let written = inside.map(|(start, end)| match start == end {
            true => format!("| '\\u{{{start:x}}}'"),
            false => format!("| '\\u{{{start:x}}}'..='\\u{{{end:x}}}'"),
        });
        arms.push_str(&format!("        // {name}\n{}", in_lines(written, "        ")));
    }
    format!(
        "{head}//! Which characters outside of ASCII are punctuation to every version of CommonMark.

/// Whether a character is punctuation (general category P), in the blocks that are named.
#[rustfmt::skip]
pub(super) const fn is_punctuation(c: char) -> bool {{
    matches!(c,
{arms}    )
}}
",
        head = head("Unicode's general categories")
    )
}
