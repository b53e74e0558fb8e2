//! The README shows an input and what comes of it: this is what really comes of it. Its Rust code runs as doc tests.

use bodytext::{Extractor, Options};

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
    let options = Options::new().with_base_url("https://tea.example/green");
    assert_eq!(Extractor::new(options).extract(shown("html")).to_markdown(), shown("markdown"));
}

#[cfg(feature = "serde")]
#[test]
fn json_is_as_shown() {
    let article = bodytext::extract(shown("html"));
    let shown: serde_json::Value = serde_json::from_str(shown("json")).unwrap();
    assert_eq!(serde_json::to_value(&article).unwrap(), shown);
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
