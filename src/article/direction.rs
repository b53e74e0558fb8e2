//! Directions of writing.

use crate::enum_names::enum_names;

/// A direction of writing.
///
/// ```
/// use bodytext::Direction;
///
/// let article = bodytext::extract("<p>Tea</p><p dir=rtl>תה</p>");
/// assert_eq!(article.blocks().nth(1).unwrap().direction(), Some(Direction::RightToLeft));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Direction {
    /// As Latin is written.
    #[cfg_attr(feature = "serde", serde(rename = "ltr"))]
    LeftToRight,
    /// As Arabic and Hebrew are written.
    #[cfg_attr(feature = "serde", serde(rename = "rtl"))]
    RightToLeft,
}

enum_names!(Direction, "a direction", {
    LeftToRight = "ltr",
    RightToLeft = "rtl",
});
