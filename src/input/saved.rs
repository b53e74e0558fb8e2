//! Where a page that a browser saved comes from.

use memchr::memmem;

/// How far into a file to look: the programs write it before or right behind `<html>`.
const START: usize = 4 << 10;

/// How many comments to look at.
const COMMENTS: usize = 8;

/// The address that a saved page says it has, in a comment at its start: `saved from url=(0027)https://…` of Internet Explorer,
/// Chrome and Edge, and the line `url: https://…` of SingleFile.
pub(crate) fn address(html: &str) -> Option<&str> {
    let bytes = html.as_bytes();
    let mut start = bytes.get(..START).unwrap_or(bytes);
    for _ in 0..COMMENTS {
        let (_, rest) = start.split_at_checked(memmem::find(start, b"<!--")? + 4)?;
        let (comment, rest) = rest.split_at_checked(memmem::find(rest, b"-->")?)?;
        if let Some(address) = std::str::from_utf8(comment).ok().and_then(of_comment) {
            return Some(address);
        }
        start = rest;
    }
    None
}

fn of_comment(comment: &str) -> Option<&str> {
    let comment = comment.trim();
    let address = if let Some(rest) = comment.strip_prefix("saved from url=") {
        // The number in brackets is the length of the address.
        rest.split_once(')').filter(|_| rest.starts_with('(')).map_or(rest, |(_, address)| address)
    } else if comment.starts_with("Page saved with SingleFile") {
        comment.lines().find_map(|line| line.trim().strip_prefix("url:"))?
    } else {
        return None;
    };
    let address = address.trim();
    (address.starts_with("https://") || address.starts_with("http://")).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn saved_pages_say_where_they_come_from() {
        for (html, expected) in [
            (
                "<!DOCTYPE html>\n<!-- saved from url=(0025)https://tea.example/green/ -->\n<html>",
                "https://tea.example/green/",
            ),
            ("\u{feff}<!-- saved from url=(0019)http://tea.example/ --><p>Tea", "http://tea.example/"),
            (
                "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://tea.example/a?b=c \n \
                 saved date: Thu Jul 08 2021 16:41:32 GMT+0200 \n--><meta charset=utf-8>",
                "https://tea.example/a?b=c",
            ),
            ("<!-- head --><!-- saved from url=https://tea.example/ -->", "https://tea.example/"),
        ] {
            assert_eq!(address(html), Some(expected), "{html}");
        }
    }

    #[test]
    fn other_comments_say_nothing() {
        for html in [
            "",
            "<p>saved from url=(0014)https://a.example/",
            "<!-- saved from url=(0014)about:internet -->",
            "<!-- saved from url=(0022)file:///C:/tea.html -->",
            "<!-- Page saved with SingleFile -->",
            "<!-- url: https://tea.example/ -->",
            "<!-- saved from url=(0014)https://a.example/",
            &format!("{}<!-- saved from url=(0019)https://tea.example/ -->", " ".repeat(5000)),
        ] {
            assert_eq!(address(html), None, "{html}");
        }
    }
}
