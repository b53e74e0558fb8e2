//! HTML to try the library on: bodies as people write them, and tag soup.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Write;

/// A body, written as markup once it is known to the last word.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    /// Text that stands in its parent without an element of its own.
    Bare(Vec<Inline>),
    Wrapper(&'static str, Vec<Block>),
    List {
        ordered: bool,
        items: Vec<(Vec<Inline>, Vec<Block>)>,
    },
    Quote(Vec<Block>),
    Code(String),
    Table(Vec<Vec<Vec<Inline>>>),
    Figure {
        image: u32,
        caption: Vec<Inline>,
    },
    Definitions(Vec<(Vec<Inline>, Vec<Inline>)>),
    Rule,
    /// Markup that yields nothing.
    Nothing(&'static str),
}

/// What stands inside a line.
#[derive(Clone, Debug)]
pub(crate) enum Inline {
    Text(String),
    Styled(&'static str, Vec<Inline>),
    Link(u32, Vec<Inline>),
    Image(u32),
    Break,
}

/// Words of many scripts, with what Markdown, HTML and line joining find hard among them.
const WORDS: &str = "harbour loom and the Tuesday ferry naïve 3.14 1 42% x_y a*b 1. #tag - + [ref] (see it) don’t “quoted” C++ \
    ~ `tick` | \\ ! http://example.com/a_b e.g. 海港 图书馆 潮汐。 “头雁” ， 朝の コーヒー カタカナ、 『本』 강변에 종이 чайник — \
    ярмарка كتاب سوق ספרייה ร้านกาแฟ पुस्तक 👩‍🔧 🇳🇴 é ﬁn";

/// What stands between two words. The last ones glue them.
const GAPS: &[&str] = &[
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n  ",
    "\t",
    "&nbsp;",
    " &amp; ",
    " &lt; ",
    " &#8212; ",
    "&hellip; ",
    "\u{3000}",
    "&shy;",
    "",
];

const WRAPPERS: &[&str] =
    &["div", "section", "article", "main", "center", "div class=\"entry-content\"", "div dir=rtl"];

const STYLES: &[&str] = &[
    "b",
    "strong",
    "em",
    "i",
    "span",
    "code",
    "sup",
    "sub",
    "s",
    "u",
    "font color=red",
    "span style=\"font-size: 15px\"",
];

/// Markup that yields nothing.
const NOTHINGS: &[&str] = &[
    "",
    " ",
    "\n\n",
    "<!-- a comment -->",
    "<script>var words = 1;</script>",
    "<style>p { color: red }</style>",
    "<p></p>",
    "<p>&nbsp;</p>",
    "<p><br></p>",
    "<div> </div>",
    "<span></span>",
    "<template><p>unseen</p></template>",
    "<br>",
    "<br><br>",
];

/// Names of elements, for soup.
const NAMES: &str = "p div b i a span ul ol li table tbody tr td th caption pre code h1 h2 blockquote figure figcaption dl dt dd \
    ruby rt rp form button select option svg title noscript template script style textarea iframe video \
    picture source img br hr input details summary nobr font center body html head p/";

/// Attributes, for soup.
const ATTRIBUTES: &[&str] = &[
    "",
    "",
    "",
    " hidden",
    " style=\"display:none\"",
    " class=\"language-rust\"",
    " class=linenos",
    " href=\"/a b\"",
    " src=x.png",
    " srcset=\"a.jpg 1x, b.jpg 2x\"",
    " data-src='//example.com/c.jpg'",
    " colspan=99999",
    " rowspan=0",
    " start=-3",
    " =",
    " \"",
    " a=1 a=2",
    " aria-hidden=true",
    " type=\"math/tex\"",
    " alt",
    " alt=\"a *b* ]\"",
    " cite=\"javascript:x\"",
];

/// What is neither tag nor text, for soup.
const SCRAPS: &[&str] = &[
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&",
    "&amp",
    "&#x",
    "&lt;",
    "<!doctype html>",
    "\0",
    "\r\n",
    "---\n",
    "+++\n",
    "{",
    "```",
    "\u{FEFF}",
    "\u{200B}",
];

fn word() -> impl Strategy<Value = &'static str> {
    select(WORDS.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>())
}

fn text() -> impl Strategy<Value = String> {
    vec((word(), select(GAPS)), 1..8).prop_map(|parts| {
        let mut text = String::new();
        for (word, gap) in parts {
            text.push_str(word);
            text.push_str(gap);
        }
        text
    })
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        8 => text().prop_map(Inline::Text),
        1 => any::<u32>().prop_map(Inline::Image),
        1 => Just(Inline::Break),
    ];
    let inline = leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            3 => (select(STYLES), vec(inner.clone(), 0..3)).prop_map(|(tag, inner)| Inline::Styled(tag, inner)),
            1 => (any::<u32>(), vec(inner, 1..3)).prop_map(|(target, inner)| Inline::Link(target, without_links(inner))),
        ]
    });
    vec(inline, 1..5)
}

/// Links do not nest: where markup nests them, the parser ends the outer one.
fn without_links(inlines: Vec<Inline>) -> Vec<Inline> {
    let unlinked = |inline| match inline {
        Inline::Link(_, inner) | Inline::Styled(_, inner) => Inline::Styled("span", without_links(inner)),
        other => other,
    };
    inlines.into_iter().map(unlinked).collect()
}

/// Bodies as editors, feeds and people write them.
pub(crate) fn body() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        6 => inlines().prop_map(Block::Paragraph),
        2 => inlines().prop_map(Block::Bare),
        1 => (1..=6u8, inlines()).prop_map(|(level, inner)| Block::Heading(level, inner)),
        1 => (any::<u32>(), inlines()).prop_map(|(image, caption)| Block::Figure { image, caption }),
        1 => vec(vec(inlines(), 1..4), 1..4).prop_map(Block::Table),
        1 => vec((word(), select(&["\n", " ", "  ", "\n\t", "\n\n"][..])), 1..6)
            .prop_map(|parts| Block::Code(parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect())),
        1 => vec((inlines(), inlines()), 1..3).prop_map(Block::Definitions),
        1 => Just(Block::Rule),
        2 => select(NOTHINGS).prop_map(Block::Nothing),
    ];
    let block = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            3 => (select(WRAPPERS), vec(inner.clone(), 0..4)).prop_map(|(tag, inner)| Block::Wrapper(tag, inner)),
            2 => (any::<bool>(), vec((inlines(), vec(inner.clone(), 0..2)), 1..4))
                .prop_map(|(ordered, items)| Block::List { ordered, items }),
            1 => vec(inner, 1..3).prop_map(Block::Quote),
        ]
    });
    vec(block, 1..6)
}

/// Writes a body as markup.
pub(crate) fn html(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(blocks, &mut out);
    out
}

fn write_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(inner) => element("p", out, |out| write_inlines(inner, out)),
            Block::Heading(level, inner) => element(&format!("h{level}"), out, |out| write_inlines(inner, out)),
            Block::Bare(inner) => write_inlines(inner, out),
            Block::Wrapper(tag, inner) => element(tag, out, |out| write_blocks(inner, out)),
            Block::List { ordered, items } => element(if *ordered { "ol" } else { "ul" }, out, |out| {
                for (line, inner) in items {
                    element("li", out, |out| {
                        write_inlines(line, out);
                        write_blocks(inner, out);
                    });
                }
            }),
            Block::Quote(inner) => element("blockquote", out, |out| write_blocks(inner, out)),
            Block::Code(code) => element("pre", out, |out| out.push_str(code)),
            Block::Table(rows) => element("table", out, |out| {
                for row in rows {
                    element("tr", out, |out| {
                        row.iter().for_each(|cell| element("td", out, |out| write_inlines(cell, out)))
                    });
                }
            }),
            Block::Figure { image, caption } => element("figure", out, |out| {
                write_inlines(&[Inline::Image(*image)], out);
                element("figcaption", out, |out| write_inlines(caption, out));
            }),
            Block::Definitions(pairs) => element("dl", out, |out| {
                for (term, definition) in pairs {
                    element("dt", out, |out| write_inlines(term, out));
                    element("dd", out, |out| write_inlines(definition, out));
                }
            }),
            Block::Rule => out.push_str("<hr>"),
            Block::Nothing(markup) => out.push_str(markup),
        }
        out.push('\n');
    }
}

fn write_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Styled(tag, inner) => element(tag, out, |out| write_inlines(inner, out)),
            Inline::Link(target, inner) => {
                element(&format!("a href=\"https://example.com/{target}\""), out, |out| write_inlines(inner, out));
            }
            Inline::Image(number) => {
                let _ = write!(out, " <img src=\"https://example.com/{number}.jpg\" width=\"640\" height=\"480\"> ");
            }
            Inline::Break => out.push_str("<br>"),
        }
    }
}

/// Writes an element: `tag` is its name, with attributes or without.
fn element(tag: &str, out: &mut String, inner: impl FnOnce(&mut String)) {
    let _ = write!(out, "<{tag}>");
    inner(out);
    let _ = write!(out, "</{}>", tag.split(' ').next().unwrap_or(tag));
}

/// The addresses of the images of a body, in order.
pub(crate) fn images(blocks: &[Block]) -> Vec<String> {
    html(blocks).split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Tags in any order, text in any place.
pub(crate) fn soup() -> impl Strategy<Value = String> {
    let names: Vec<&str> = NAMES.split(' ').filter(|name| !name.is_empty()).collect();
    let tag = (select(names), select(ATTRIBUTES), any::<bool>()).prop_map(|(name, attribute, end)| match end {
        true => format!("</{name}>"),
        false => format!("<{name}{attribute}>"),
    });
    let part = prop_oneof![4 => tag, 3 => text(), 1 => select(SCRAPS).prop_map(str::to_owned)];
    vec(part, 0..40).prop_map(|parts| parts.concat())
}
