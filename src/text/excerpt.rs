//! The beginning of a text, on one line.

use super::cjk::joins_without_space;
use super::count::graphemes;
use super::sentence::sentences;
use super::whitespace::collapse;
use unicode_segmentation::UnicodeSegmentation;

/// The beginning of a text in blocks, at most `limit` graphemes long. What it is cut from, and where, is told at
/// [`Article::excerpt`](crate::Article::excerpt). Reads no more of a block than it needs.
pub(crate) fn excerpt<'a>(blocks: impl Iterator<Item = &'a str>, limit: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for block in blocks {
        // Collapsing takes out at most every other grapheme: it finds no two white spaces in a row.
        let block = collapse(first_graphemes(block, limit.saturating_mul(2).saturating_add(2)));
        if let (Some(before), Some(after)) = (line.chars().next_back(), block.chars().next())
            && !joins_without_space(before, after)
        {
            line.push(' ');
            length += 1;
        }
        length += graphemes(&block);
        line.push_str(&block);
        if length > limit {
            return cut(&line, limit);
        }
    }
    line
}

fn first_graphemes(text: &str, count: usize) -> &str {
    text.grapheme_indices(true).nth(count).map_or(text, |(end, _)| &text[..end])
}

/// The beginning of a line that is longer than `limit` graphemes.
fn cut(line: &str, limit: usize) -> String {
    let Some(room) = limit.checked_sub(1) else { return String::new() };
    let full = first_graphemes(line, limit).len();
    let half = first_graphemes(line, limit / 2).len();
    let ends = sentences(line).map(|sentence| sentence.as_ptr().addr() - line.as_ptr().addr() + sentence.len());
    if let Some(end) = ends.take_while(|end| *end <= full).filter(|end| *end >= half).last() {
        return line[..end].to_owned();
    }
    // One grapheme is for the ellipsis.
    let room = first_graphemes(line, room).len();
    let bounds = line.split_word_bound_indices().map(|(start, _)| start).take_while(|start| *start <= room);
    let end = bounds.last().filter(|start| *start >= half).unwrap_or(room);
    let text = line[..end].trim_end_matches(|c: char| c.is_whitespace() || is_opening_or_pause(c));
    format!("{text}…")
}

/// What looks odd before an ellipsis.
fn is_opening_or_pause(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '-'
            | '–'
            | '—'
            | '…'
            | '('
            | '['
            | '“'
            | '‘'
            | '，'
            | '、'
            | '；'
            | '：'
            | '（'
            | '「'
            | '『'
            | '《'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_whole() {
        assert_eq!(excerpt(["Green tea.", "Black\ntea."].into_iter(), 21), "Green tea. Black tea.");
        assert_eq!(excerpt(["上海。", "高地\n会议。"].into_iter(), 20), "上海。高地会议。");
        assert_eq!(excerpt([].into_iter(), 20), "");
    }

    #[test]
    fn a_sentence_is_kept_whole_where_that_leaves_enough() {
        let text = ["Green tea is made of leaves. It is not oxidised, and it has a mild taste."];
        assert_eq!(excerpt(text.into_iter(), 40), "Green tea is made of leaves.");
        assert_eq!(excerpt(text.into_iter(), 28), "Green tea is made of leaves.");
        assert_eq!(
            excerpt(text.into_iter(), 70),
            "Green tea is made of leaves. It is not oxidised, and it has a mild…"
        );
        assert_eq!(excerpt(["他说：“好。”然后他走了，去了上海市区。"].into_iter(), 10), "他说：“好。”");
    }

    #[test]
    fn else_a_word_is_kept_whole() {
        let text = ["Green tea is made of leaves"];
        assert_eq!(excerpt(text.into_iter(), 15), "Green tea is…");
        assert_eq!(excerpt(text.into_iter(), 12), "Green tea…");
        assert_eq!(excerpt(["Tea, green and fresh"].into_iter(), 6), "Tea…");
        assert_eq!(excerpt(["https://tea.example/a/very/long/address"].into_iter(), 5), "http…");
        assert_eq!(excerpt(["加快建设更具国际影响力的人工智能"].into_iter(), 6), "加快建设更…");
    }

    #[test]
    fn it_is_never_longer_than_the_limit() {
        let blocks = ["Dr. Lee — “tea”: 茶、e\u{301}e\u{301}\u{200D}👩‍👩‍👧👩‍👩‍👧.", "क्षि? (So!)\nLast"];
        for limit in 0..40 {
            let text = excerpt(blocks.into_iter(), limit);
            assert!(text.graphemes(true).count() <= limit, "{limit}: {text:?}");
            assert_eq!(text.is_empty(), limit == 0);
        }
    }
}
