//! Lines of a paragraph that are no longer than asked for.

/// Breaks the lines of a paragraph in Markdown at spaces, so that none has more than `width` characters where a place for a break
/// is to be had.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        wrap_line(&mut out, line, width);
    }
    out
}

fn wrap_line(out: &mut String, line: &str, width: usize) {
    // Where the line at hand begins, and the last place in it where it can be broken.
    let mut start = 0;
    let mut place: Option<usize> = None;
    let (mut columns, mut columns_at_place) = (0, 0);
    let ends = line.char_indices().chain([(line.len(), ' ')]);
    for (at, c) in ends {
        if c == ' ' && (at == line.len() || can_break(line, at)) {
            if columns > width
                && let Some(end) = place.take()
            {
                out.push_str(&line[start..end]);
                out.push('\n');
                start = end + 1;
                columns -= columns_at_place + 1;
            }
            (place, columns_at_place) = (Some(at), columns);
        }
        columns += 1;
    }
    out.push_str(&line[start..]);
}

/// Whether a line can end at a space, and the rest begin a new one that still is text: it begins with a letter, which nothing
/// in Markdown does that is not text, or with the opening of a quotation.
fn can_break(line: &str, space: usize) -> bool {
    let before = line[..space].chars().next_back();
    let mut after = line[space + 1..].chars();
    let begins_a_word = match after.next() {
        Some('"' | '\'' | '“' | '‘' | '«') => after.next().is_some_and(char::is_alphabetic),
        Some(c) => c.is_alphabetic(),
        None => false,
    };
    begins_a_word && before.is_some_and(|c| c != ' ' && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_where_the_rest_is_still_text() {
        for (text, width, expected) in [
            ("", 5, ""),
            ("one two three", 7, "one two\nthree"),
            ("one two three", 8, "one two\nthree"),
            ("one two three", 1, "one\ntwo\nthree"),
            ("overlong one", 4, "overlong\none"),
            // None of these may begin a line.
            ("one - two 1. three # four", 3, "one -\ntwo 1.\nthree #\nfour"),
            ("one > two", 2, "one >\ntwo"),
            ("in 1984 the tea", 3, "in 1984\nthe\ntea"),
            ("a line\\\nand the next", 7, "a line\\\nand the\nnext"),
            ("ends in two  \nspaces", 5, "ends\nin\ntwo  \nspaces"),
            ("says \"yes\" to it", 5, "says\n\"yes\"\nto it"),
            ("茶 水 火", 2, "茶\n水\n火"),
        ] {
            assert_eq!(wrap(text, width), expected, "{text:?} at {width}");
        }
    }
}
