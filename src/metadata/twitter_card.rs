//! Source: Twitter cards.

use super::Field;
use super::rank::Rank;
use super::statement::Statements;
use super::{Source, name};
use crate::word_list::word_lists;

word_lists! { "words/labels.txt":
    /// What announces the name of an author.
    AUTHORS = "labels of authors";
    /// What announces how long it takes to read.
    READING_TIME = "labels of reading time";
}

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
                name::names(content).iter().for_each(|name| out.say(field, Source::TwitterCard, Rank::BEST, name));
            }
            _ => out.say(field, Source::TwitterCard, Rank::BEST, content),
        }
    }
}

/// The field that a label announces.
fn label(text: &str) -> Option<Field> {
    let text = text.trim().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(AUTHORS) {
        Some(Field::Authors)
    } else if has(READING_TIME) {
        Some(Field::ReadingMinutes)
    } else {
        None
    }
}
