//! Source: the Open Graph protocol, with the namespaces `article:` and `book:` that belong to it.

use super::Field;

/// The field that a property stands for, and how well it does. `property` is in lower case.
pub(super) fn field(property: &str) -> Option<(Field, u8)> {
    // Some write `og:article:author`.
    let name = match property.strip_prefix("og:") {
        Some(name) => name.strip_prefix("article:").map_or(name, |_| &property[3..]),
        None => property,
    };
    Some(match name {
        "title" if name.len() < property.len() => (Field::Title, 0),
        "description" if name.len() < property.len() => (Field::Description, 0),
        "site_name" => (Field::SiteName, 0),
        "url" if name.len() < property.len() => (Field::CanonicalUrl, 0),
        "image" | "image:secure_url" | "image:url" if name.len() < property.len() => (Field::LeadImage, 0),
        "locale" => (Field::Language, 0),
        "article:author" | "article:author:name" | "book:author" | "article:author_name" => (Field::Authors, 0),
        "author" if name.len() < property.len() => (Field::Authors, 1),
        "article:published_time" | "article:published" | "article:publish_date" => (Field::Published, 0),
        "published_time"
        | "pubdate"
        | "publish_date"
        | "article:date_published"
        | "article:post_date"
        | "release_date"
        | "video:release_date"
        | "book:release_date" => (Field::Published, 1),
        "article:modified_time" | "article:modified" => (Field::Modified, 0),
        "updated_time" | "article:updated_time" => (Field::Modified, 1),
        "article:section" => (Field::Section, 0),
        "article:tag" | "video:tag" | "book:tag" => (Field::Tags, 0),
        "article:publisher" => (Field::Publisher, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_names_count() {
        assert_eq!(field("og:title"), Some((Field::Title, 0)));
        assert_eq!(field("title"), None);
        assert_eq!(field("article:author"), Some((Field::Authors, 0)));
        assert_eq!(field("og:article:author"), Some((Field::Authors, 0)));
        assert_eq!(field("og:published_time"), Some((Field::Published, 1)));
        assert_eq!(field("author"), None);
    }
}
