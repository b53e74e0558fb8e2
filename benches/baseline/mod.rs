//! What html5ever alone does with a page: the base line of the benches, and of `compare/`, which includes this file.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use markup5ever_rcdom::RcDom;
use std::hint::black_box;

/// The tree of the standard crate.
pub fn parse(html: &str) -> RcDom {
    html5ever::parse_document(RcDom::default(), Default::default()).one(html)
}

/// Its tokenizer, every token thrown away.
pub fn tokenize(html: &str) {
    struct Nowhere;

    impl TokenSink for Nowhere {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            black_box(token);
            TokenSinkResult::Continue
        }
    }

    let tokenizer = Tokenizer::new(Nowhere, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
}
