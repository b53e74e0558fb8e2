//! Finds a name among those that are known when the library is compiled.

/// Where each name of a list stands in it, by a hash that is computed when the library is compiled.
///
/// Names are told apart without regard to upper and lower case.
pub(super) struct NameTable {
    names: &'static [&'static str],
    /// For each hash the position in `names`, plus one; zero where there is none. A name whose place is taken has the next
    /// free one.
    slots: [u8; SLOTS],
}

/// Several times as many as there are names, so that few share a place.
const SLOTS: usize = 1024;

impl NameTable {
    /// A table of these names, in lower case. There may be at most 255.
    #[expect(clippy::cast_possible_truncation, reason = "that it fits is asserted when the crate is compiled")]
    pub(super) const fn new(names: &'static [&'static str]) -> NameTable {
        let mut slots = [0; SLOTS];
        let mut number = 0;
        while number < names.len() {
            let mut slot = slot_of(names[number].as_bytes());
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            number += 1;
            assert!(number <= u8::MAX as usize, "positions are kept in a byte");
            slots[slot] = number as u8;
        }
        NameTable { names, slots }
    }

    /// The position of a name. Constant time but for the comparison with one name, rarely two.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        let mut slot = slot_of(name.as_bytes());
        loop {
            let position = usize::from(self.slots[slot]).checked_sub(1)?;
            let known = self.names[position];
            if known.len() == name.len() && (is_same(known, name) || known.eq_ignore_ascii_case(name)) {
                return Some(position);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// Whether two names of the same length, which are not empty, are the same. Most are short, and told without a call.
#[inline(always)]
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let length = one.len();
    match (one.first_chunk::<4>(), other.first_chunk::<4>()) {
        (Some(head), Some(other_head)) if length <= 8 => {
            head == other_head && one.last_chunk::<4>() == other.last_chunk::<4>()
        }
        (None, None) => [0, length / 2, length - 1].iter().all(|&at| one[at] == other[at]),
        _ => one == other,
    }
}

/// The place of a name that is not empty, in upper or lower case: a hash of its length, its first four bytes and its last four.
#[expect(clippy::cast_possible_truncation, reason = "of a length that has more than 32 bits the lowest do as well")]
const fn slot_of(name: &[u8]) -> usize {
    // Sets the bit in which lower case letters differ from upper case ones.
    const LOWER: u32 = 0x2020_2020;
    let length = name.len();
    let (head, tail) = match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        (Some(head), Some(tail)) => (u32::from_le_bytes(*head), u32::from_le_bytes(*tail)),
        _ => (u32::from_le_bytes([name[0], name[length / 2], name[length - 1], 0]), 0),
    };
    let ends = (head | LOWER).wrapping_mul(0x9E37_79B1) ^ (tail | LOWER).rotate_left(15);
    let mixed = (ends ^ length as u32).wrapping_mul(0x85EB_CA6B);
    (mixed >> (u32::BITS - SLOTS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{Attr, Tag};

    #[test]
    fn names_are_found_in_upper_and_lower_case() {
        const TABLE: NameTable = NameTable::new(&["p", "h1", "amp-img"]);
        for (name, position) in [("p", 0), ("P", 0), ("h1", 1), ("H1", 1), ("amp-img", 2), ("Amp-IMG", 2)] {
            assert_eq!(TABLE.find(name), Some(position), "{name}");
        }
        for name in ["", "h", "h2", "amp_img", "amp-iMh", "ämp-img", "h1 "] {
            assert_eq!(TABLE.find(name), None, "{name}");
        }
    }

    #[test]
    fn few_names_share_a_place() {
        for names in [Tag::NAMES, Attr::NAMES] {
            let mut places: Vec<usize> = names.iter().map(|name| slot_of(name.as_bytes())).collect();
            places.sort_unstable();
            places.dedup();
            assert!(places.len() * 10 >= names.len() * 9, "{} of {}", places.len(), names.len());
        }
    }
}
