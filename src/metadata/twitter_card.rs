//! Source: Twitter cards.

use super::Field;
use super::statement::Statements;
use super::{Source, name};

/// Reads the tags of a card. Labels and their values come in pairs.
#[derive(Debug, Default)]
pub(super) struct TwitterCard {
    /// What the value that follows is.
    label: Option<Field>,
}

impl TwitterCard {
    /// Takes one tag; `name` is in lower case.
    pub(super) fn tag(&mut self, name: &str, content: &str, out: &mut Statements) {
        let field = match name.strip_prefix("twitter:") {
            Some("title" | "text:title") => Field::Title,
            Some("description") => Field::Description,
            Some("image" | "image:src" | "image0") => Field::LeadImage,
            Some("creator") if !content.trim_start().starts_with('@') => Field::Authors,
            Some("label1" | "label2") => {
                self.label = label(content);
                return;
            }
            Some("data1" | "data2") => match self.label.take() {
                Some(field) => field,
                None => return,
            },
            _ => return,
        };
        match field {
            Field::Authors => {
                name::names(content).iter().for_each(|name| out.say(field, Source::TwitterCard, 0, name));
            }
            _ => out.say(field, Source::TwitterCard, 0, content),
        }
    }
}

/// The field that a label announces. Labels are in the language of the page; these are the commonest.
fn label(text: &str) -> Option<Field> {
    let text = text.trim().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[
        "written by",
        "author",
        "verfasst von",
        "geschrieben von",
        "écrit par",
        "escrito por",
        "scritto da",
        "geschreven door",
        "autor",
        "автор",
        "作者",
        "執筆者",
        "投稿者",
        "skriven av",
        "skrevet av",
        "napisane przez",
        "yazan",
    ]) {
        Some(Field::Authors)
    } else if has(&[
        "reading time",
        "time to read",
        "lesezeit",
        "temps de lecture",
        "durée de lecture",
        "tiempo de lectura",
        "tempo di lettura",
        "leestijd",
        "tempo est. de leitura",
        "reading",
        "読む時間",
        "阅读时间",
        "閱讀時間",
    ]) {
        Some(Field::ReadingMinutes)
    } else {
        None
    }
}
