//! What is known of single files: `--per-file`.

use bodytext::Hints;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;

/// A line of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    file: String,
    url: Option<String>,
    charset: Option<String>,
    language: Option<String>,
    title: Option<String>,
}

impl Known {
    fn hints(&self) -> Hints {
        let mut hints = Hints::new();
        if let Some(url) = &self.url {
            hints = hints.with_url(url);
        }
        if let Some(label) = &self.charset {
            hints = hints.with_content_type(label);
        }
        if let Some(tag) = &self.language {
            hints = hints.with_language(tag);
        }
        if let Some(title) = &self.title {
            hints = hints.with_title(title);
        }
        hints
    }
}

/// What is known of files, by their paths.
#[derive(Clone, Debug, Default)]
pub(super) struct PerFile(HashMap<String, Hints>);

impl PerFile {
    /// Reads a file of JSON Lines, each `{"file": …}` with what is known.
    ///
    /// # Errors
    /// Where it cannot be read, or a line is not of this form: a message.
    pub(super) fn read(path: &Path) -> Result<PerFile, String> {
        let name = path.display();
        let text =
            std::fs::read_to_string(path).map_err(|error| format!("{name}: {}", crate::report::reason(&error)))?;
        let mut files = HashMap::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let known: Known =
                serde_json::from_str(line).map_err(|error| format!("{name}, line {}: {error}", index + 1))?;
            if let Some(Err(error)) = known.url.as_deref().map(crate::args::base_url) {
                return Err(format!("{name}, line {}: the url is of no use: {error}", index + 1));
            }
            if let Some(Err(error)) = known.charset.as_deref().map(crate::args::charset_label) {
                return Err(format!("{name}, line {}: the charset is of no use: {error}", index + 1));
            }
            files.insert(plain(&known.file).to_owned(), known.hints());
        }
        Ok(PerFile(files))
    }

    /// What is known of a file: by its path, or by its path below the folder that was asked for.
    pub(super) fn get(&self, path: &Path, below: Option<&Path>) -> Option<&Hints> {
        if self.0.is_empty() {
            return None;
        }
        let get = |path: &Path| self.0.get(plain(path.to_str()?));
        get(path).or_else(|| below.and_then(get))
    }
}

fn plain(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
