//! Source: Dublin Core, and the tags of scholarly pages that follow it.

use super::Field;

/// The field that a name stands for, and how well it does. `name` is in lower case.
pub(super) fn field(name: &str) -> Option<(Field, u8)> {
    let prefixes = ["dc.", "dc:", "dcterms.", "dcterms:", "dcterm.", "dcterm:", "citation_", "prism.", "eprints."];
    let term = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix))?;
    Some(match term {
        "title" => (Field::Title, 0),
        "creator" | "author" | "creators_name" | "creator.personalname" => (Field::Authors, 0),
        "authors" => (Field::Authors, 1),
        "issued" | "date.issued" | "date.published" | "publication_date" | "publicationdate" | "online_date" => {
            (Field::Published, 0)
        }
        "date" | "created" | "date.created" | "available" | "date.available" => (Field::Published, 1),
        "modified" | "date.modified" | "date.x-metadatalastmodified" | "modificationdate" => (Field::Modified, 0),
        "description" | "abstract" => (Field::Description, 0),
        "subject" | "keywords" => (Field::Tags, 0),
        "publisher" => (Field::Publisher, 0),
        "language" => (Field::Language, 0),
        "license" | "rights.license" => (Field::License, 0),
        "rights" => (Field::License, 1),
        _ => return None,
    })
}
