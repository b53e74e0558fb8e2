//! Article bodies of any size in four languages, with the text that they must give.
//!
//! The prose is written for this purpose. A body is made section by section, each of headings, paragraphs with inline
//! markup, a figure, a list, and now and then a table or code, from sentences taken in ever other order.

use std::fmt::Write;

/// The languages, and for each its prose (a sentence a line) and what stands between two sentences.
const LANGUAGES: [(&str, &str, &str); 4] = [
    ("en", include_str!("en.txt"), " "),
    ("zh", include_str!("zh.txt"), ""),
    ("ja", include_str!("ja.txt"), ""),
    ("ru", include_str!("ru.txt"), " "),
];

/// The sizes, and how many bytes a body of that size has at least.
const SIZES: [(&str, usize); 3] = [("tiny", 2 << 10), ("medium", 64 << 10), ("huge", 4 << 20)];

/// An article body and its text.
pub struct Input {
    /// Language and size, as in `zh/medium`.
    pub name: String,
    /// The body.
    pub html: String,
    /// The text that extraction must give.
    pub text: String,
}

/// Every language in every size.
pub fn all() -> impl Iterator<Item = Input> {
    SIZES.into_iter().flat_map(|(size_name, size)| {
        LANGUAGES.into_iter().map(move |(language, prose, space)| {
            let (html, text) = body(prose, space, size);
            Input { name: format!("{language}/{size_name}"), html, text }
        })
    })
}

/// A body of at least `size` bytes and its text.
fn body(prose: &str, space: &str, size: usize) -> (String, String) {
    let sentences: Vec<&str> = prose.lines().collect();
    let mut next = 0;
    let mut sentence = move || {
        // A step without common divisor with the number of sentences comes by all of them.
        next = (next + 5) % sentences.len();
        sentences[next]
    };
    let (mut html, mut text) = (String::from("<div class=\"entry-content\">\n"), String::new());
    let mut section = 0;
    while html.len() < size {
        section += 1;
        let [a, b, c, d, e, f, g] = std::array::from_fn(|_| sentence());
        write!(
            html,
            "<h2 id=\"s{section}\">{section}. {a}</h2>\n\
             <p>{b}{space}<strong>{c}</strong>{space}{d}</p>\n\
             <p style=\"text-align: justify\">{e}{space}<a href=\"https://example.org/{section}?a=1&amp;b=2\">{f}</a>{space}<em>{g}</em>\n</p>\n\
             <figure><img src=\"/img/{section}.jpg\" alt=\"{a}\" width=\"800\" height=\"600\">\
             <figcaption>{section} &amp; {c}</figcaption></figure>\n\
             <ul>\n<li>{e}</li>\n<li>{f}</li>\n</ul>\n",
        )
        .expect("strings take all that is written");
        write!(
            text,
            "{section}. {a}\n\n{b}{space}{c}{space}{d}\n\n{e}{space}{f}{space}{g}\n\n{section} & {c}\n\n{e}\n{f}\n\n"
        )
        .expect("strings take all that is written");
        if section % 3 == 0 {
            writeln!(
                html,
                "<table><tr><th>{section}</th><th>A &lt; B</th></tr><tr><td>{d}</td><td>{g}</td></tr></table>"
            )
            .expect("strings take all that is written");
            write!(text, "{section}\tA < B\n{d}\t{g}\n\n").expect("strings take all that is written");
        }
        if section % 5 == 0 {
            write!(html, "<pre><code class=\"language-rust\">fn main() {{\n    println!(\"{a}\");\n}}</code></pre>\n")
                .expect("strings take all that is written");
            write!(text, "fn main() {{\n    println!(\"{a}\");\n}}\n\n").expect("strings take all that is written");
        }
    }
    html.push_str("</div>\n");
    text.truncate(text.trim_end().len());
    (html, text)
}
