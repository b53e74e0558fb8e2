//! Values of features of small documents, each with the reason why it is that one.

use super::schema::columns;
use super::{Features, Groups, MISSING, compute};
use crate::content::lexicon::{Lexicon, Scores, named_token};
use crate::content::segment::{self, Segments};
use crate::content::{Unseen, head, stats};
use crate::html::{self, Dom};

/// The features of a document.
pub(super) struct Table {
    pub(super) features: Features,
    texts: Vec<String>,
}

/// A vocabulary of three: the class `content` speaks for content, the class `sidebar` and the word "share" against it.
struct Vocabulary;

impl Lexicon for Vocabulary {
    fn score(&self, token: u32) -> Option<Scores> {
        let known = [("content", "", [32, 16]), ("sidebar", "", [-48, -40]), ("share", "w", [-64, -20])];
        known.into_iter().find(|(name, kind, _)| token == named_token(name, kind)).map(|(.., scores)| scores)
    }
}

impl Table {
    pub(super) fn of(source: &str) -> Table {
        Table::at(source, None)
    }

    /// The features of a document that lies at an address.
    fn at(source: &str, url: Option<&str>) -> Table {
        let dom = html::parse(source, &html::ParseOptions::default()).dom;
        let head = head::read(&dom, url);
        let segments = segment::segment(&dom, head::body(&dom), &head.title, &Unseen::default());
        let stats = stats::gather(&dom, &segments, &head, &Vocabulary);
        let groups = Groups::new(&segments, &stats);
        Table { features: compute(&segments, &stats, &head, &groups), texts: texts(&dom, &segments) }
    }

    /// Checks features of the block whose text begins so.
    fn check(&self, text: &str, expected: &[(&str, i32)]) {
        let block = self.texts.iter().position(|other| other.starts_with(text));
        let row = self.features.row(block.unwrap_or_else(|| panic!("no block begins with {text}: {:?}", self.texts)));
        for &(name, value) in expected {
            let column = columns().position(|column| column.name == name);
            let column = column.unwrap_or_else(|| panic!("{name} is no feature"));
            assert_eq!(i32::from(row[column]), value, "{name} of {text:?}");
        }
    }
}

/// The text of each block.
fn texts(dom: &Dom<'_>, segments: &Segments) -> Vec<String> {
    let text = |block| -> String { segments.pieces_of(block).iter().map(|&node| dom.text(node)).collect() };
    segments.blocks.iter().map(text).collect()
}

/// Nineteen words, one sentence, one comma: prose that is long enough to be told from a notice.
const PROSE: &str =
    "Green tea wants patience and cool water, for the leaves lose their scent when the kettle boils too long.";
/// What nineteen words weigh.
const PROSE_WEIGHT: i32 = 38;

#[test]
fn a_block_tells_of_its_text() {
    let table = Table::of(
        "<title>Green tea</title><meta name=description content='Brew with cool water'>\
         <p>Green tea wants patience, <a href=/water>cool water</a> and time.</p><h2 hidden>5 > 3</h2>",
    );
    // Eight words; 39 characters, nine of them in the link and one a capital. "tea" and "and" are short.
    table.check(
        "Green tea wants",
        &[
            ("weight", 16),
            ("chars", 39),
            ("link", 9 * 1000 / 39),
            ("links", 1),
            ("short_n", 2),
            ("sent", 1),
            ("clauses", 1),
            ("upper_r", 1000 / 39),
            ("cap_r", 1000 / 8),
            ("separators", 0),
            ("hidden", 0),
            ("heading", 0),
            ("depth", 1),
        ],
    );
    // Two of eight words are the title's two; two are of the description's four.
    table.check("Green tea wants", &[("title_r", 250), ("title_cov", 1000), ("desc_r", 250), ("desc_cov", 500)]);
    // A digit first and last; ">" parts entries.
    table.check("5 > 3", &[("hidden", 1), ("heading", 2), ("separators", 1), ("first", 3), ("last", 3)]);
}

#[test]
fn a_block_tells_what_words_names_and_data_say_of_it() {
    let table = Table::of(
        "<script type=application/ld+json>{\"articleBody\":\"Green tea wants patience.\"}</script>\
         <p>Green tea wants patience.</p><p>Share</p><p><b class=content>Pour</b> <i class=sidebar>slowly</i> now</p>",
    );
    table.check("Green tea", &[("v_article", 1000), ("v_recipe", 0), ("x_min", MISSING), ("in_min", MISSING)]);
    // Scores are sixteenths of a logit, means 256ths.
    table.check("Share", &[("v_article", 0), ("x_min", -64), ("x_mean", -64 * 16), ("xo_max", -20)]);
    table.check("Pour", &[("in_min", -48), ("in_max", 32), ("in_mean", -8 * 16), ("ino_min", -40), ("x_max", MISSING)]);
}

#[test]
fn levels_are_the_elements_above_that_hold_more() {
    let table = Table::of(&format!(
        "<body><main><div><div class=content><p>{PROSE}<p>Pour <a href=/>slowly</a>.</div></div></main>\
         <ul class=sidebar><li>Tea<li>Pots</ul>"
    ));
    // The paragraph alone; then what holds both: four elements that hold the same, of which one has a name; then the page.
    table.check(PROSE, &[("L0_blocks", 1), ("L0_weight", PROSE_WEIGHT), ("L0_te_max", MISSING), ("L0_tag", 23)]);
    table.check(PROSE, &[("L1_blocks", 2), ("L1_te_max", 32), ("L1_te_mean", 512), ("L1_to_max", 16), ("L1_tag", 8)]);
    // Of 38 and 4 half words the first 38 are prose; of the second's 11 characters six are in a link: two half words.
    table.check(PROSE, &[("L1_weight", 42), ("L1_long", 38_000 / 42), ("L1_dlong", 1000), ("L1_link", 2000 / 42)]);
    table.check(PROSE, &[("L2_blocks", 4), ("L2_share", 1000), ("L3_blocks", MISSING), ("L4_prices", MISSING)]);
    // Two paragraphs look alike, and are all that their element holds.
    table.check(PROSE, &[("L0_rep", 2), ("L0_rep_avg", 21), ("L0_alone", 1000)]);
    table.check(PROSE, &[("d0_main", 3), ("d0_li", 99), ("te_max", 32), ("te_decayed", 512), ("te_negative", 0)]);
    table.check(
        "Tea",
        &[("d0_li", 0), ("d0_ul", 1), ("d0_main", 99), ("te_min", -48), ("to_min", -40), ("te_negative", 1)],
    );
}

#[test]
fn blocks_of_one_path_are_a_group() {
    let table = Table::of(&format!(
        "<p>Menu<p>{PROSE}<p>{PROSE}<ul><li><a href=/2024/how-to-brew-green-tea>Tea</a><li>Pots<li>Hot water</ul>"
    ));
    // Three paragraphs: 2 + 38 + 38 half words; the items: the first stands in its link, so its path is another.
    table
        .check(PROSE, &[("g_blocks", 3), ("g_average", 26), ("g_long", 76_000 / 78), ("g_dlong", 1000), ("g_main", 1)]);
    table.check("Pots", &[("g_blocks", 2), ("g_average", 3), ("g_main", 0), ("g_dlong", 0), ("g_story", 0)]);
    table.check("Tea", &[("g_blocks", 1), ("g_link", 1000), ("g_story", 1000)]);
    // From the first paragraph to the last there is nothing else; the last begins after 40 half words.
    table.check(PROSE, &[("g_density", 1000), ("m_density", 1000), ("m_after_first", 1), ("m_after_last", -1)]);
    table.check("Pots", &[("m_after_first", 4), ("m_after_last", 2), ("m_weight_first", 80), ("m_weight_last", 40)]);
    table.check(PROSE, &[("dup", 2), ("dup_place", 0), ("openings", 2)]);
    table.check("Menu", &[("dup", 1), ("openings", 1)]);
}

#[test]
fn a_block_has_a_place_on_the_page_and_to_its_title_and_prose() {
    let table = Table::of(&format!(
        "<title>Brewing green tea</title><body><p>Menu<p><a href=/all>All our stories</a><div><h1>Brewing green tea</h1>\
         <p>{PROSE}<p>{PROSE} Wait.</div><p>Imprint"
    ));
    // Half words: 2, 6, 6, 38, 40, 2.
    table.check("Brewing", &[("pos", 8000 / 94), ("pos_blocks", 2000 / 6), ("index", 2), ("from_end", 4)]);
    table.check("Menu", &[("t_blocks", -2), ("t_weight", -8), ("t_common", 2), ("t_share", 1000)]);
    table.check("Brewing", &[("t_blocks", 0), ("t_weight", 0), ("t_common", 0)]);
    // Of two blocks with all prose near them the first is taken for the middle.
    table.check("Imprint", &[("c_blocks", 2), ("c_weight", 78), ("c_depth", -1), ("c_common", 2), ("c_dense", 1000)]);
    table.check(
        "Menu",
        &[("long_first", -3), ("long_last", -4), ("long_before", 0), ("long_previous", 999), ("long_next", 3)],
    );
    table.check("Imprint", &[("long_before", 1000), ("long_after", 0), ("long_previous", 1), ("long_next", 999)]);
    // The `<div>` holds all prose: 84 of 94 half words.
    table.check("Menu", &[("k9_side", -1), ("k9_share", 84_000 / 94), ("k6_side", -1), ("k9_link", 0)]);
    table.check(
        "Brewing",
        &[("k9_side", 0), ("s_in", 1), ("s_best", 1000), ("s_common", 0), ("s_top_share", 84_000 / 94)],
    );
    table.check("Imprint", &[("k9_side", 1), ("s_in", 0), ("s_common", 1)]);
    table.check("All our", &[("lone_link", 1)]);
    table.check("Imprint", &[("lone_link", 0)]);
}

#[test]
fn a_block_has_neighbours_a_heading_and_a_section() {
    let table = Table::of(&format!("<p>Menu<h2>The leaves</h2><p>{PROSE}<p>Pour<h3>Water</h3><p>Cool"));
    // Half words: 2, 4, 38, 2, 2, 2.
    table.check(PROSE, &[("h_level", 2), ("h_distance", 1), ("h_weight", 4), ("h_next", 2), ("h_before", 1)]);
    table.check("Menu", &[("h_level", 0), ("h_distance", 999), ("h_weight", MISSING), ("h_next", 1), ("h_before", 0)]);
    // The heading and the two blocks below it.
    table.check(PROSE, &[("sec_blocks", 3), ("sec_weight", 44), ("sec_link", 0), ("sec_long", 38_000 / 44)]);
    table.check("The leaves", &[("sec_blocks", 3), ("sec_weight", 44)]);
    table.check(PROSE, &[("p1_heading", 2), ("p1_weight", 4), ("n1_weight", 2), ("n1_tag", 23), ("p1_te", MISSING)]);
    table.check("Menu", &[("p1_weight", MISSING), ("p2_te", MISSING), ("n1_heading", 2)]);
    table.check("Cool", &[("p1_heading", 3), ("n1_weight", MISSING)]);
    // Four blocks back and four on: all six from the middle, five from the ends.
    table.check(PROSE, &[("w4_average", 50 / 6), ("w4_long", 38_000 / 50), ("w15_average", 50 / 6)]);
    table.check("Menu", &[("w4_average", 48 / 5), ("w4_long", 38_000 / 48)]);
}

#[test]
fn all_blocks_carry_what_the_page_is_like() {
    let cards = format!("<li>{PROSE}</li>").repeat(5);
    let source = format!(
        "<title>Our teas</title><meta name=description content='All of them'><meta property=og:type content=product>\
         <meta property=article:published_time content=2024-05-12><script type=application/ld+json>\
         {{\"@type\":\"ItemList\",\"itemListElement\":[{{\"@type\":\"Offer\"}},{{\"@type\":\"Offer\"}}]}}</script>\
         <body class=content><h1>Our teas</h1><img src=a.png><ul>{cards}</ul><p hidden>绿茶 costs $5?"
    );
    let table = Table::at(&source, Some("https://leaf.example/shop/all-our-teas-2024?page=1"));
    // A title of two words, five cards of nineteen, and two characters with one word and a number.
    let (cards, weight) = (5 * PROSE_WEIGHT, 4 + 5 * PROSE_WEIGHT + 6);
    for text in ["Our teas", "绿茶"] {
        table.check(
            text,
            &[("P_blocks", 7), ("P_weight", weight), ("P_largest", PROSE_WEIGHT), ("P_average", weight / 7)],
        );
        table.check(text, &[("P_long", cards * 1000 / weight), ("P_long_blocks", 5), ("P_hidden", 6000 / weight)]);
        table.check(text, &[("P_prices", 1), ("P_questions", 1), ("P_headings", 1), ("P_images", 1), ("P_titles", 1)]);
        table.check(text, &[("P_h1", 1), ("P_li", 5), ("P_p", 1), ("P_table", 0)]);
        table.check(text, &[("P_cards", 5), ("P_card_share", cards * 1000 / weight), ("P_card_average", PROSE_WEIGHT)]);
        table.check(text, &[("P_most_alike", 5), ("P_main_group", 1000), ("P_og", 3)]);
        table.check(
            text,
            &[("P_ld_itemlist", 1), ("P_ld_offer", 2), ("P_ld_recipe", 0), ("P_published", 1), ("P_author", 0)],
        );
        table.check(text, &[("P_title_len", 2), ("P_desc_len", 3), ("P_path_parts", 2), ("P_path_hyphens", 3)]);
        table.check(text, &[("P_path_digits", 4), ("P_query", 1), ("P_te_max", 32), ("P_to_min", 16)]);
    }
}
