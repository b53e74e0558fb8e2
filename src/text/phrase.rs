//! Where any of several phrases stands in a text.

/// The first place at which one of the phrases stands, and its length in bytes; of several that begin there, that of the
/// first in the list. One pass over the text, where looking for each phrase would take as many as there are phrases.
pub(crate) fn first_of(text: &str, phrases: &[&str]) -> Option<(usize, usize)> {
    let mut begins = [false; 256];
    for first in phrases.iter().filter_map(|phrase| phrase.as_bytes().first()) {
        begins[usize::from(*first)] = true;
    }
    let bytes = text.as_bytes();
    let places = bytes.iter().enumerate().filter(|(_, byte)| begins[usize::from(**byte)]);
    places.map(|(at, _)| at).find_map(|at| {
        let found = phrases.iter().find(|phrase| bytes[at..].starts_with(phrase.as_bytes()))?;
        Some((at, found.len()))
    })
}

/// Whether one of the phrases stands in the text.
pub(crate) fn has_any(text: &str, phrases: &[&str]) -> bool {
    first_of(text, phrases).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_several_phrases_is_found() {
        let phrases = [" and ", " & ", "来源"];
        assert_eq!(first_of("Ann & Ben and Cy", &phrases), Some((3, 3)));
        assert_eq!(first_of("茶的来源", &phrases), Some((6, 6)));
        assert_eq!(first_of("Ann, Ben", &phrases), None);
        assert_eq!(first_of("", &phrases), None);
        assert_eq!(first_of("last", &["last updated", "last", "la"]), Some((0, 4)));
        assert!(has_any("Ann & Ben", &phrases) && !has_any("Ann", &phrases));
    }
}
