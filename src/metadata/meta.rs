//! Source: all other `<meta>` tags.
//!
//! Every system has its own names (`parsely-author`, `sailthru.date`, `cXenseParse:author`), and they follow a pattern: what
//! follows the last mark, or the name without marks, says what it is.

use super::Field;

/// The field that a name stands for, and how well it does. `name` is in lower case.
pub(super) fn field(name: &str) -> Option<(Field, u8)> {
    Some(match name {
        "title" | "headline" | "article.headline" | "sailthru.title" | "parsely-title" | "hdl" => (Field::Title, 0),
        "author" | "authors" => (Field::Authors, 0),
        "byl" | "byline" | "writer" | "creator" | "article_author" | "article.author" => (Field::Authors, 1),
        "date" | "pubdate" | "publishdate" | "publish-date" | "publish_date" | "publication_date" | "pub_date" => {
            (Field::Published, 0)
        }
        "last-modified" | "revised" | "lastmod" | "modified" | "last_updated" => (Field::Modified, 0),
        "description" => (Field::Description, 0),
        "keywords" => (Field::Tags, 0),
        "news_keywords" => (Field::Tags, 1),
        "application-name" | "apple-mobile-web-app-title" => (Field::SiteName, 1),
        "publisher" => (Field::Publisher, 0),
        "section" | "parsely-section" | "category" => (Field::Section, 0),
        "language" | "content-language" => (Field::Language, 0),
        "thumbnail" => (Field::Thumbnail, 0),
        "image" | "parsely-image-url" | "sailthru.image.full" => (Field::LeadImage, 1),
        "license" | "dcterms.rights" => (Field::License, 0),
        _ => return field_by_pattern(name),
    })
}

fn field_by_pattern(name: &str) -> Option<(Field, u8)> {
    let last = name.rsplit(['.', ':']).next().unwrap_or(name);
    let has = |parts: &[&str]| parts.iter().any(|part| last.contains(part));
    if ["author", "authors", "author_name", "author-name"].iter().any(|end| last.ends_with(end)) {
        return Some((Field::Authors, 2));
    }
    // Whether it is a date at all, its value says.
    if has(&["date", "time", "publish"])
        && !has(&["expir", "valid", "event", "refresh", "zone", "timeout", "publisher", "start", "end"])
    {
        if has(&["modif", "updat", "last", "revis", "edit"]) && !last.contains("pubdate") {
            return Some((Field::Modified, 1));
        }
        if has(&["publ", "pub", "creat", "issue", "release", "post", "display", "first", "article", "recs"])
            || last == "date"
        {
            return Some((Field::Published, 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_pattern() {
        assert_eq!(field("parsely-author"), Some((Field::Authors, 2)));
        assert_eq!(field("sailthru.date"), Some((Field::Published, 1)));
        assert_eq!(field("parsely-pub-date"), Some((Field::Published, 1)));
        assert_eq!(field("article_date_updated"), Some((Field::Modified, 1)));
        assert_eq!(field("event-date"), None);
        assert_eq!(field("viewport"), None);
    }
}
