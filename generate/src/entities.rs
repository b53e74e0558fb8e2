//! The character references that have names, out of the HTML standard's `entities.json`, as the crate `entities` carries it.

use crate::{head, in_lines};
use entities::ENTITIES;

/// The table of the tokenizer.
pub(crate) fn table() -> String {
    let names = ENTITIES.iter().map(|entity| (entity.entity.trim_start_matches('&'), entity.characters));
    let mut named: Vec<(&str, &str)> = Vec::new();
    let mut bare: Vec<&str> = Vec::new();
    for (name, characters) in names {
        match name.strip_suffix(';') {
            Some(name) => named.push((name, characters)),
            None => bare.push(name),
        }
    }
    named.sort_unstable();
    bare.sort_unstable();
    let written =
        |characters: &str| -> String { characters.chars().map(|c| format!("\\u{{{:x}}}", c as u32)).collect() };
    let bare = in_lines(bare.iter().map(|name| format!("{name:?},")), "    ");
    let named =
        in_lines(named.iter().map(|(name, characters)| format!("({name:?}, \"{}\"),", written(characters))), "    ");
    format!(
        "{head}//! The character references that have names, by the standard's table.

/// Those that may do without a semicolon, sorted.
#[rustfmt::skip]
pub(super) const BARE: &[&str] = &[
{bare}];

/// All names, without the semicolon, and what they stand for, sorted by name.
#[rustfmt::skip]
pub(super) const NAMED: &[(&str, &str)] = &[
{named}];
",
        head = head("the HTML standard's entities.json")
    )
}
