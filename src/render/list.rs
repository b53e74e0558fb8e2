//! Which lists are set tight.

use crate::article::{Block, BlockKind};

/// Whether a list is set tight, without space between its items: where each of them is one paragraph, image or embed, or a
/// paragraph with one list under it.
///
/// The paragraph has to be told from what follows it without a blank line, which rules out a list under it that does not
/// begin with words, or with another number than 1: Markdown would take its first line for more of the paragraph.
pub(super) fn is_tight(list: Block<'_>) -> bool {
    list.children().all(|item| {
        let mut blocks = item.children();
        let (first, second) = (blocks.next(), blocks.next());
        let alone = second.is_none();
        blocks.next().is_none()
            && match first.map(|block| (block, block.kind())) {
                None => true,
                Some((_, BlockKind::Paragraph | BlockKind::Embed(_))) => second.is_none_or(may_follow_directly),
                Some((image, BlockKind::Image { .. })) => alone && image.text().is_empty() && image.spans().len() == 0,
                Some((_, BlockKind::List(_))) => alone,
                Some(_) => false,
            }
    })
}

fn may_follow_directly(block: Block<'_>) -> bool {
    let BlockKind::List(list) = block.kind() else { return false };
    let Some(item) = block.children().next() else { return false };
    let number = match item.kind() {
        BlockKind::Item { number, .. } => number.unwrap_or(list.start),
        _ => return false,
    };
    let begins_with_words = item.children().next().is_some_and(|first| match first.kind() {
        BlockKind::Paragraph => !first.text().trim().is_empty(),
        BlockKind::Embed(embed) => !embed.raw.trim().is_empty(),
        _ => false,
    });
    (!list.ordered || number == 1) && begins_with_words
}
