//! The fields of metadata as the expected files of the fixtures have them.

use bodytext::{Date, Direction, Metadata};
use serde_json::{Value, json};

/// A field by its name; null or an empty list where the page does not have it.
pub(crate) fn field(metadata: &Metadata, name: &str) -> Value {
    let date = |date: Option<&Date>| json!(date.and_then(Date::iso));
    match name {
        "title" => json!(metadata.title()),
        "authors" => json!(metadata.authors()),
        "published" => date(metadata.published()),
        "modified" => date(metadata.modified()),
        "site_name" => json!(metadata.site_name()),
        "publisher" => json!(metadata.publisher()),
        "section" => json!(metadata.section()),
        "license" => json!(metadata.license()),
        "tags" => json!(metadata.tags()),
        "description" => json!(metadata.description()),
        "language" => json!(metadata.language()),
        "direction" => json!(metadata.direction().map(|direction| match direction {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        })),
        "lead_image" => json!(metadata.lead_image().map(|image| &image.raw)),
        "canonical_url" => json!(metadata.canonical_url()),
        "reading_minutes" => json!(metadata.reading_minutes()),
        other => panic!("no such field: {other}"),
    }
}
