//! Mends a choice where it breaks the structure: headings and titles, lists, tables, what stands between two paragraphs.

use super::button::opens;
use super::model::CERTAIN;
use super::segment::{Hidden, Segments, TextBlock};
use super::stats::{Stats, heading_level};
use crate::html::{Attr, Dom, Tag};

/// Mends the choice in place. Linear in the number of blocks and elements.
pub(crate) fn repair(
    dom: &Dom<'_>,
    segments: &Segments,
    stats: &Stats,
    probabilities: &[u32],
    threshold: u32,
    kept: &mut [bool],
) {
    whole_structures(segments, probabilities, kept);
    inserts(dom, segments, probabilities, threshold, kept);
    headings_between(dom, segments, probabilities, threshold, kept);
    orphaned_headings(segments, stats, probabilities, kept);
    standfirst(segments, kept);
}

fn is_linked(block: &TextBlock) -> bool {
    block.measure.link_chars * 2 > block.measure.chars
}

/// How far from the text the line below the headline may stand, in blocks, and with how much between them, in half words.
const RUN_UP: usize = 16;
const BETWEEN: u32 = 160;

/// The line between the headline and the text goes with the text if it says what the description of the page says.
fn standfirst(segments: &Segments, kept: &mut [bool]) {
    let Some(first) = kept.iter().position(|kept| *kept) else { return };
    let describes = |block: &TextBlock| {
        let measure = &block.measure;
        measure.description_words * 10 >= measure.tokens().min(40) * 8
    };
    // The description often is the beginning of the text.
    if describes(&segments.blocks[first]) {
        return;
    }
    let mut between = 0;
    for index in (first.saturating_sub(RUN_UP)..first).rev() {
        let block = &segments.blocks[index];
        let measure = &block.measure;
        let says_title = measure.title_words * 10 >= measure.tokens().min(40) * 8;
        if (6..=80).contains(&measure.tokens()) && describes(block) && !says_title && !is_linked(block) {
            let has_headline = (index.saturating_sub(6)..index)
                .any(|above| heading_level(segments.elements[segments.blocks[above].element as usize].tag) == 1);
            kept[index] = has_headline && block.hidden == Hidden::No;
            return;
        }
        between += measure.weight();
        if between > BETWEEN || heading_level(segments.elements[block.element as usize].tag) == 1 {
            return;
        }
    }
}

/// The level of a block's heading, 0 for any other block. A heading in a link or with a link as its text is the title of a
/// teaser and counts as any other block.
fn level(segments: &Segments, index: usize) -> u8 {
    let block = &segments.blocks[index];
    if block.measure.link_chars * 2 > block.measure.chars {
        return 0;
    }
    heading_level(segments.elements[block.element as usize].tag)
}

/// Whether a block is the heading of what comes next: of a section, or of a panel, a term, a summary.
fn is_title(dom: &Dom<'_>, segments: &Segments, index: usize) -> bool {
    let element = &segments.elements[segments.blocks[index].element as usize];
    match element.tag {
        Tag::Summary | Tag::Dt => true,
        Tag::Button => opens(dom, element.node),
        _ => level(segments, index) > 0,
    }
}

/// What stands between two paragraphs of the article, beside them, belongs to it where it is a listing or a table:
/// these are short and unlike prose, so that the model is unsure of them.
fn inserts(dom: &Dom<'_>, segments: &Segments, probabilities: &[u32], threshold: u32, kept: &mut [bool]) {
    /// How far up from a block the listing or the table may be.
    const NEAR: usize = 6;
    let elements = &segments.elements;
    let element = |index: usize| segments.blocks[index].element;
    let parent = |at: u32| elements[at as usize].parent;
    let holds = |at: u32, inner: u32| (at..elements[at as usize].end).contains(&inner);
    let mut next = 1;
    while next + 1 < kept.len() {
        let index = next;
        next += 1;
        if kept[index] || probabilities[index] == 0 {
            continue;
        }
        let mut above = std::iter::successors(Some(element(index)), |&at| Some(parent(at))).take(NEAR);
        let Some(insert) = above.find(|&at| {
            let element = &elements[at as usize];
            matches!(element.tag, Tag::Pre | Tag::Table)
                || dom.attr(element.node, Attr::Role).is_some_and(|role| matches!(role.trim(), "table" | "grid"))
        }) else {
            continue;
        };
        let first = (0..index).rev().take_while(|&at| holds(insert, element(at))).last().unwrap_or(index);
        let end = (index..kept.len()).find(|&at| !holds(insert, element(at))).unwrap_or(kept.len());
        next = end;
        let Some(before) = first.checked_sub(1) else { continue };
        let is_sure = |at: usize| kept.get(at) == Some(&true) && probabilities[at] >= CERTAIN / 10 * 9;
        if !is_sure(before) || !is_sure(end) {
            continue;
        }
        let around = parent(element(before));
        let blocks = first..end;
        let sum: u64 = blocks.clone().map(|at| u64::from(probabilities[at])).sum();
        if around == parent(element(end))
            && holds(around, insert)
            && sum * 2 > u64::from(threshold) * blocks.len() as u64
        {
            blocks.filter(|&at| probabilities[at] * 5 > threshold).for_each(|at| kept[at] = true);
        }
    }
}

/// A heading goes with the text that it stands over, if there is kept text before it.
fn headings_between(dom: &Dom<'_>, segments: &Segments, probabilities: &[u32], threshold: u32, kept: &mut [bool]) {
    let Some(first) = kept.iter().position(|kept| *kept) else { return };
    let mut follows = false;
    for index in (first..kept.len()).rev() {
        if is_title(dom, segments, index) {
            if follows && !kept[index] && probabilities[index] * 3 > threshold {
                kept[index] = true;
            }
        } else {
            follows = kept[index];
        }
    }
}

/// A heading with nothing kept below it goes, unless it is sure.
fn orphaned_headings(segments: &Segments, stats: &Stats, probabilities: &[u32], kept: &mut [bool]) {
    // Where most of what is kept are headings, the page is a list of them.
    let headings = (0..kept.len()).filter(|&index| kept[index] && level(segments, index) > 0).count();
    if headings * 2 > kept.iter().filter(|kept| **kept).count() || stats.sums[0].blocks < 4 {
        return;
    }
    let mut lowest_kept = false;
    for index in (0..kept.len()).rev() {
        let level = level(segments, index);
        if level == 0 {
            lowest_kept |= kept[index];
        } else {
            if kept[index] && !lowest_kept && probabilities[index] < CERTAIN / 10 * 7 {
                kept[index] = false;
            }
            // A kept heading of a deeper level is text below this one.
            lowest_kept = kept[index] && level > 2;
        }
    }
}

/// What a list or table is to be kept or dropped whole: the share of its weight, in tenths.
const MOSTLY: u32 = 8;

/// A list or a table of which nearly all is kept, or nearly nothing, is kept or dropped whole.
fn whole_structures(segments: &Segments, probabilities: &[u32], kept: &mut [bool]) {
    let elements = &segments.elements;
    let mut weights = vec![(0_u32, 0_u32); elements.len()];
    let is_layout = layout_tables(segments);
    // The nearest list or table around each element, and that of each block.
    let mut structure: Vec<u32> = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let own = matches!(element.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table);
        structure.push(if own || index == 0 { index as u32 } else { structure[element.parent as usize] });
    }
    for (block, kept) in segments.blocks.iter().zip(kept.iter()) {
        let weight = &mut weights[structure[block.element as usize] as usize];
        weight.1 += block.measure.weight();
        weight.0 += if *kept { block.measure.weight() } else { 0 };
    }
    for (index, block) in segments.blocks.iter().enumerate() {
        let around = structure[block.element as usize];
        if around == 0 {
            continue;
        }
        // Of what merely stands in one grid only what the text goes around is a part of it.
        if is_layout[around as usize] {
            let is_amid = index > 0 && kept[index - 1] && kept.get(index + 1) == Some(&true);
            if !kept[index] && is_amid && !is_linked(block) && probabilities[index] > CERTAIN / 10 {
                kept[index] = true;
            }
            continue;
        }
        let (good, all) = weights[around as usize];
        if kept[index] && good * 10 < all * (10 - MOSTLY) && probabilities[index] < CERTAIN / 10 * 6 {
            kept[index] = false;
        } else if !kept[index] && good * 10 > all * MOSTLY && probabilities[index] > CERTAIN / 10 {
            kept[index] = true;
        }
    }
}

/// A cell of a table of data has no more text than this, in half words.
const CELL: u32 = 200;

/// Which elements are tables that only say where on the page things stand: with a table, a headline or much prose in a cell.
fn layout_tables(segments: &Segments) -> Vec<bool> {
    let elements = &segments.elements;
    let mut is_layout = vec![false; elements.len()];
    // The nearest table above each element.
    let mut table: Vec<u32> = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let above = if index == 0 { 0 } else { table[element.parent as usize] };
        if matches!(element.tag, Tag::Table | Tag::H1 | Tag::Article) {
            is_layout[above as usize] = true;
        }
        table.push(if element.tag == Tag::Table { index as u32 } else { above });
    }
    for block in segments.blocks.iter().filter(|block| block.measure.weight() > CELL) {
        is_layout[table[block.element as usize] as usize] = true;
    }
    is_layout
}

#[cfg(test)]
mod tests {
    use super::repair;
    use crate::content::model::CERTAIN;
    use crate::content::title::TitleWords;
    use crate::content::{Unseen, head, segment, stats};
    use crate::html;

    /// Repairs a choice of blocks that is written as one probability, in hundredths, a block, kept from 50 on.
    fn repaired(source: &str, hundredths: &[u32]) -> Vec<bool> {
        let dom = html::parse(source, &html::ParseOptions::default()).dom;
        let segments = segment::segment(&dom, head::body(&dom), &TitleWords::default(), &Unseen::default());
        let stats = stats::gather(&dom, &segments, &head::read(&dom, None), &*crate::content::model::EMBEDDED);
        assert_eq!(segments.blocks.len(), hundredths.len());
        let probabilities: Vec<u32> = hundredths.iter().map(|share| CERTAIN / 100 * share).collect();
        let mut kept: Vec<bool> = hundredths.iter().map(|share| *share >= 50).collect();
        repair(&dom, &segments, &stats, &probabilities, CERTAIN / 2, &mut kept);
        kept
    }

    #[test]
    fn a_heading_goes_with_its_text() {
        let page = "<p>Green tea wants patience.</p><h2>Water</h2><p>Not boiling.</p><h2>Pots</h2><p>Of clay.</p>";
        assert_eq!(repaired(page, &[90, 30, 90, 30, 10]), [true, true, true, false, false]);
    }

    #[test]
    fn the_title_of_a_panel_goes_with_its_text() {
        let page = "<p>Green tea wants patience.</p><div><button aria-expanded=true>Which water will do?</button>\
                    <p>Not boiling.</p></div><dl><dt>Pots</dt><dd>Of clay.</dd></dl>";
        assert_eq!(repaired(page, &[90, 20, 90, 30, 90]), [true; 5]);
        assert_eq!(repaired(page, &[90, 20, 10, 30, 10]), [true, false, false, false, false]);
    }

    #[test]
    fn a_listing_and_a_table_between_paragraphs_are_kept_whole() {
        let page = "<main><p>Green tea wants patience.</p><div><pre>brew --wait</pre></div><p>Not boiling.</p>\
                    <table><tr><th>Born<td>1901<tr><th>Died<td>1980</table><p>Of clay.</p></main>";
        assert_eq!(repaired(page, &[95, 40, 95, 55, 30, 30, 30, 95]), [true; 8]);
        let unsure = [true, false, true, true, false, false, false, false];
        assert_eq!(repaired(page, &[95, 20, 95, 55, 30, 30, 30, 40]), unsure);
    }

    #[test]
    fn an_orphaned_heading_goes() {
        let page =
            "<p>Green tea wants patience.</p><p>Not boiling.</p><p>Of clay.</p><h2>Read more</h2><p>Black tea</p>";
        assert_eq!(repaired(page, &[90, 90, 90, 60, 10]), [true, true, true, false, false]);
        assert_eq!(repaired(page, &[90, 90, 90, 60, 70]), [true; 5]);
    }

    #[test]
    fn a_menu_beside_the_text_in_a_table_for_layout_is_no_part_of_it() {
        let prose = "Most people who inherit a slide rule learn to multiply on it in an afternoon. ".repeat(9);
        let page = format!(
            "<table><tr><td><a href=/a>Gallery</a><td><p>{prose}</p><p>An example</p><p>{prose}</p><td>© Rob Hale</table>"
        );
        assert_eq!(repaired(&page, &[20, 90, 20, 90, 20]), [false, true, true, true, false]);
    }

    #[test]
    fn a_list_is_kept_whole_unless_it_is_mixed() {
        let list = "<p>Take:</p><ul><li>water from the spring</li><li>leaves of the first harvest</li><li>a pot of clay</li>\
                    <li>a cup without a handle</li><li>time</li></ul>";
        assert_eq!(repaired(list, &[90, 90, 90, 90, 90, 20]), [true; 6]);
        assert_eq!(repaired(list, &[90, 90, 20, 20, 90, 20]), [true, true, false, false, true, false]);
    }
}
