//! How much a statement counts among those that the same source makes about the same field.

/// How near to the article stands what makes a statement, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Proximity {
    /// Between headline and text. What is said of the page as a whole, in its head, is as near.
    Beside,
    /// Above the headline.
    Above,
    /// Within the article.
    Within,
    /// Right before it or behind it.
    Around,
    /// Anywhere else: among teasers, or in data about another thing.
    Elsewhere,
}

/// What counts of a statement: first how near it stands, then how plainly it is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) proximity: Proximity,
    /// 0 for what names the field in so many words; the higher, the more has to be guessed.
    pub(super) plainness: u8,
}

impl Rank {
    /// Said of the page itself, in so many words.
    pub(super) const BEST: Rank = Rank::of_page(0);

    /// Said of the page itself.
    pub(super) const fn of_page(plainness: u8) -> Rank {
        Rank { proximity: Proximity::Beside, plainness }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_counts_more_than_what_is_plain() {
        let within = Rank { proximity: Proximity::Within, plainness: 0 };
        assert!(Rank::BEST < Rank::of_page(3) && Rank::of_page(3) < within);
    }
}
