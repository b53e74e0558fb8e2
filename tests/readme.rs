//! The README shows an input and what comes of it: this is what really comes of it. Its Rust code runs as doc tests.

#[cfg(feature = "url")]
use bodytext::Hints;

const README: &str = include_str!("../README.md");

/// The text of the first code block in `language`.
fn shown(language: &str) -> &'static str {
    let start = README.find(&format!("\n```{language}\n")).unwrap_or_else(|| panic!("no {language} in the README"));
    let code = &README[start + language.len() + 5..];
    &code[..code.find("\n```\n").expect("a code block ends") + 1]
}

#[test]
fn text_is_as_shown() {
    assert_eq!(bodytext::extract(shown("html")).text(), shown("text").trim_end());
}

#[cfg(feature = "url")]
#[test]
fn markdown_is_as_shown() {
    let hints = Hints::new().with_url("https://tea.example/green");
    assert_eq!(bodytext::extract_with(shown("html"), &hints).to_markdown(), shown("markdown"));
}

#[cfg(all(feature = "serde", feature = "url"))]
#[test]
fn json_holds_what_is_shown() {
    let hints = Hints::new().with_url("https://tea.example/green");
    let json = serde_json::to_value(bodytext::extract_with(shown("html"), &hints)).unwrap();
    assert_holds(&json, &serde_json::from_str(shown("json")).unwrap());
}

/// Every value that `part` has, `whole` has in the same place.
#[cfg(all(feature = "serde", feature = "url"))]
#[track_caller]
fn assert_holds(whole: &serde_json::Value, part: &serde_json::Value) {
    use serde_json::Value::{Array, Object};
    match (whole, part) {
        (Object(whole), Object(part)) => part.iter().for_each(|(key, value)| assert_holds(&whole[key], value)),
        (Array(whole), Array(part)) => {
            assert_eq!(whole.len(), part.len());
            whole.iter().zip(part).for_each(|(whole, part)| assert_holds(whole, part));
        }
        _ => assert_eq!(whole, part),
    }
}

#[test]
fn commands_name_files_that_exist() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths: Vec<&str> = README.split_whitespace().filter(|word| word.starts_with("fixtures/")).collect();
    assert!(!paths.is_empty());
    for path in paths {
        assert!(root.join(path).exists(), "{path}");
    }
}
