//! Random sources put together from pieces of markup. `SOUP_CASES` says how many.

use super::difference;

/// What is likely to go wrong: tags that move others, broken syntax, characters with a meaning of their own.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href=x>", "<a href=y>", "</a>",
    "<font size=1>", "<font color=red>", "<font>", "</font>", "<nobr>", "</nobr>", "<table>", "</table>", "<tr>",
    "</tr>", "<td>", "</td>", "<th>", "<tbody>", "</tbody>", "<thead>", "<caption>", "</caption>", "<colgroup>",
    "</colgroup>", "<col>", "<select>", "</select>", "<option>", "</option>", "<optgroup>", "<button>", "</button>",
    "<form>", "</form>", "<input>", "<input type=hidden>", "<input type=HIDDEN type=text>", "<ul>", "</ul>", "<li>",
    "</li>", "<dl>", "<dt>", "<dd>", "</dd>", "<h1>", "</h1>", "<h2>", "</h3>", "<pre>", "<pre>\n", "</pre>",
    "<listing>\n\n", "<textarea>", "<textarea>\n", "</textarea>", "<title>", "</title>", "<style>", "</style>",
    "<script>", "</script>", "<!--", "-->", "--!>", "<!-->", "<!--->", "<!-- x -->", "<script", "</script ", "<xmp>",
    "</xmp>", "<iframe>", "</iframe>", "<noscript>", "</noscript>", "<noembed>", "</noembed>", "<noframes>",
    "</noframes>", "<plaintext>", "<frameset>", "</frameset>", "<frame>", "<svg>", "</svg>", "<math>", "</math>",
    "<mi>", "</mi>", "<mtext>", "<foreignObject>", "</foreignObject>", "<desc>", "<annotation-xml>",
    "<annotation-xml encoding=text/html>", "<annotation-xml encoding='TEXT/html'>", "<svg/>", "<title/>", "<circle/>",
    "<![CDATA[", "]]>", "]]", "<template>", "</template>", "<html lang=en>", "<html class=a>", "</html>", "<head>",
    "</head>", "<body>", "<body class=b id=c>", "</body>", "<br>", "</br>", "<br/>", "<hr>", "<img src=a>",
    "<image src=b>", "<wbr>", "<embed>", "<object>", "</object>", "<applet>", "<marquee>", "</marquee>", "<ruby>",
    "<rt>", "<rp>", "<rb>", "<rtc>", "</ruby>", "<center>", "<details>", "<summary>", "<main>", "<article>",
    "</article>", "<span>", "</span>", "<custom-element>", "</custom-element>", "<b class=x>", "<b id=y class=x>",
    "<b class=x id=y>", "<b data-z=1>", "<b data-z=2>", "<b data-z=1 data-z=2>", "<B CLASS=x>", "<a b=c class='d",
    "\"", "'", "=", ">", "<", "</", "</>", "<!", "<?", "<?php ?>", "</ x>", "<!doctype html>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", "<!doctype",
    "<!DOCTYPE html SYSTEM 'about:legacy-compat'>", " ", "\n", "\r", "\r\n", "\t", "\x0C", "\0", "x", "text", " a b ",
    "中文", "\u{feff}", "&amp;", "&amp", "&nbsp;", "&#10;", "&#13;", "&#0;", "&#x80;", "&notin;", "&notit;", "&", "&#",
    "&#x", ";", "<div title=\"&lt;&quot\" class='a\r\nb\0'>", "<img alt=&copy=1 src=&ampx>", "<p/class=x/id=y>",
    "<p =a=b>", "<a\0b>", "<br\0>", "</b\0>", "<p id>", "<p id = 'q' >", "<meta charset=utf-8>", "<link>",
    "<base href=/>", "<param>", "<source>", "<search>", "<menu>", "<address>", "<fieldset>", "<legend>", "<s>",
    "</s>", "<u>", "</u>", "<code>", "</code>", "<em>", "</em>", "<strong>", "</strong>", "<big>", "<small>",
    "<strike>", "<tt>", "</tt>", "</td x=y>", "</p/>", "<svg class=q>", "<g>", "</g>", "<font face=x>",
    "<svg xml:lang=de>", "<p xml:lang=de>", "<mglyph>", "<malignmark>", "<tfoot>", "</sarcasm>",
];

/// A generator that is the same everywhere.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

/// The pieces of a source.
pub(super) fn soup(random: &mut Random) -> Vec<&'static str> {
    // Small vocabularies make it likely that the same things meet again.
    let vocabulary: Vec<&str> = (0..2 + random.below(12)).map(|_| PIECES[random.below(PIECES.len())]).collect();
    (0..1 + random.below(24)).map(|_| vocabulary[random.below(vocabulary.len())]).collect()
}

/// What brings links and other formatting elements into the list of those that go on, many of a kind and hardly different:
/// blocks enough that the adoption agency gives up, and attributes that tell elements apart.
#[rustfmt::skip]
const FORMATTING: &[&str] = &[
    "<a href=1>", "<a href=2>", "<a href=3>", "<a href=4>", "<a>", "<a class=x href=1>", "<a href=1 class=x>", "<a data-z=1>",
    "<a data-z=2>", "</a>", "<b>", "<b id=1>", "<b id=2>", "<b onclick=1>", "</b>", "<font size=1>", "<font size=2>", "</font>",
    "<i title=&amp;>", "<i title='&'>", "<i title>", "</i>", "<nobr>", "<div><div><div><div><div><div><div><div>",
    "<div><div><div>", "</div>", "<section>", "</section>", "<p>", "</p>", "<table><td>", "</table>", "<object>", "</object>", "x",
];

/// The pieces of a source of formatting elements.
fn formatting_soup(random: &mut Random) -> Vec<&'static str> {
    let vocabulary: Vec<&str> = (0..3 + random.below(8)).map(|_| FORMATTING[random.below(FORMATTING.len())]).collect();
    let mut pieces: Vec<&str> = (0..1 + random.below(20)).map(|_| vocabulary[random.below(vocabulary.len())]).collect();
    // What is still active shows where it goes on.
    pieces.extend(["</section></div>", "x"]);
    pieces
}

/// Leaves pieces out for as long as the trees still differ.
fn shrunk(mut pieces: Vec<&'static str>) -> String {
    let mut left_out = 0;
    while left_out < pieces.len() {
        let mut fewer = pieces.clone();
        fewer.remove(left_out);
        if difference(&fewer.concat()).is_some() {
            pieces = fewer;
            left_out = 0;
        } else {
            left_out += 1;
        }
    }
    pieces.concat()
}

#[test]
fn tag_soup_gives_the_same_tree() {
    let number = |name| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let cases: u64 = number("SOUP_CASES").unwrap_or(3_000);
    let mut random = Random(number("SOUP_SEED").unwrap_or(0x0B0D_7E57));
    for case in 0..2 * cases {
        let pieces = if case % 2 == 0 { soup(&mut random) } else { formatting_soup(&mut random) };
        if difference(&pieces.concat()).is_some() {
            let source = shrunk(pieces);
            panic!("{source:?}: {}", difference(&source).unwrap_or_default());
        }
    }
}

#[test]
fn links_that_outlive_their_blocks_are_compared_by_their_attributes() {
    let blocks = "<div>".repeat(8);
    for (links, then) in [
        (["<a href=1>", "<a href=2>", "<a href=3>", "<a href=4>"], "</section>x"),
        (["<a href=1>", "<a href=1>", "<a href=1>", "<a href=1>"], "</section>x"),
        (["<a onclick=1>", "<a onclick=2>", "<a onclick=3>", "<a onclick=4>"], "</section><p>x"),
        (["<a href=1 class=x>", "<a class=x href=1>", "<a HREF=1 class='x'>", "<a class=x href=&#49;>"], "</section>x"),
    ] {
        let source = format!("<section>{}{then}", links.join(&blocks));
        assert_eq!(difference(&source), None, "{source}");
    }
}
