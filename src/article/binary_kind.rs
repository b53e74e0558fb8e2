//! The kinds of files that are no text.

use std::fmt;

/// A kind of binary file, as [`Diagnostic::NotHtml`](crate::Diagnostic::NotHtml) names it.
///
/// ```
/// use bodytext::{BinaryKind, Diagnostic};
///
/// let article = bodytext::extract("%!PS-Adobe-3.0\n%%Pages: 1\n");
/// assert_eq!(article.diagnostics(), [Diagnostic::NotHtml { file: BinaryKind::Pdf }]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum BinaryKind {
    /// A PDF or PostScript document.
    Pdf,
    /// A picture.
    Image,
    /// Sound or moving pictures.
    Media,
    /// An archive or compressed file, such as ZIP or gzip. Office documents and books in EPUB are ZIP archives.
    Archive,
    /// A font.
    Font,
    /// A program or a library.
    Program,
    /// A database, or an office document of the old kind.
    Data,
    /// None of these, but no text.
    Unknown,
}

impl fmt::Display for BinaryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BinaryKind::Pdf => "a PDF or PostScript document",
            BinaryKind::Image => "a picture",
            BinaryKind::Media => "sound or moving pictures",
            BinaryKind::Archive => "an archive or a compressed file",
            BinaryKind::Font => "a font",
            BinaryKind::Program => "a program",
            BinaryKind::Data => "a database or an office document",
            BinaryKind::Unknown => "data of an unknown kind",
        })
    }
}
