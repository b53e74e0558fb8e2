//! Tokens as the scorer counts them: runs of letters, digits and underscores; every Han or kana character by itself.

use std::collections::HashMap;

fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x3005..=0x3007 | 0x3031..=0x3035 | 0x3040..=0x30ff | 0x3100..=0x312f | 0x31a0..=0x31bf | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff66..=0xff9f | 0x20000..=0x3ffff)
}

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
            let cjk = is_cjk(c);
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
