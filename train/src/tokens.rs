//! Tokens as the scorer counts them: runs of letters, digits and underscores; every Han or kana character by itself.

use bodytext::training::is_unspaced_letter;
use std::collections::HashMap;

/// Numbers tokens in the order in which they are met.
#[derive(Default)]
pub(crate) struct Numbering {
    numbers: HashMap<String, u32>,
}

impl Numbering {
    /// The tokens of a text.
    pub(crate) fn tokens(&mut self, text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        let mut word = String::new();
        for c in text.chars().flat_map(char::to_lowercase).chain([' ']) {
            let cjk = is_unspaced_letter(c);
            if !cjk && (c.is_alphanumeric() || c == '_') {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                out.push(self.number(&word));
                word.clear();
            }
            if cjk {
                out.push(self.number(c.encode_utf8(&mut [0; 4])));
            }
        }
        out
    }

    fn number(&mut self, token: &str) -> u32 {
        if let Some(number) = self.numbers.get(token) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(token.to_owned(), number);
        number
    }
}
