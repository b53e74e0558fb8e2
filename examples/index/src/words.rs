//! Words of any language, for tantivy.
//!
//! tantivy's own tokenizer parts text at spaces and punctuation: a Chinese sentence is one word to it. Here words end where
//! Unicode's standard (UAX #29) says, and a Chinese character is a word by itself. A query of several characters is a phrase.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_segmentation::UnicodeSegmentation;

/// The name under which the tokenizer is registered.
pub const NAME: &str = "words";

/// Parts text into words in lower case.
#[derive(Clone, Default)]
pub struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = Tokens;

    fn token_stream(&mut self, text: &str) -> Tokens {
        let token = |(position, (start, word)): (usize, (usize, &str))| Token {
            offset_from: start,
            offset_to: start + word.len(),
            position,
            text: word.to_lowercase(),
            position_length: 1,
        };
        Tokens { tokens: text.unicode_word_indices().enumerate().map(token).collect(), next: 0 }
    }
}

/// The words of one text.
pub struct Tokens {
    tokens: Vec<Token>,
    next: usize,
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    // tantivy calls the two below only after `advance` has returned true.
    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    #[test]
    fn words_of_all_scripts_are_parted() {
        let mut tokens = Words.token_stream("Green-tea, 绿茶!");
        let mut words = Vec::new();
        while tokens.advance() {
            words.push(tokens.token().text.clone());
        }
        assert_eq!(words, ["green", "tea", "绿", "茶"]);
    }
}
