//! How time and memory grow with hostile input: each family at doubling sizes.
//!
//! `cargo bench --bench growth` runs all families, `cargo bench --bench growth -- table 8` those with `table` in the
//! name, up to 8 MB. Printed for each size are the time, its growth against half the size (2 is linear) and the peak of
//! memory per byte of input; nothing is judged here.

use bodytext::Extractor;
use peak_alloc::PeakAlloc;
use std::time::Instant;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The smallest and, unless the command line has a number, the largest input of a family, in bytes.
const SIZES: (usize, usize) = (256 << 10, 4 << 20);

/// A kind of hostile input: the name, what stands before, the text to repeat (`#` in it is the count), what to repeat
/// behind the middle once for each of those, what stands after.
type Family = (&'static str, &'static str, &'static str, &'static str, &'static str);

const FAMILIES: &[Family] = &[
    ("nested div", "", "<div>", "</div>", ""),
    ("unclosed div", "", "<div>", "", ""),
    ("nested b", "", "<b>", "</b>", ""),
    ("nested b with text", "", "<b>a ", "</b>", ""),
    ("unclosed b in p", "", "<p><b>a", "", ""),
    ("unclosed b, all different, in p", "", "<p><b id=#>a", "", ""),
    ("nested ul li", "", "<ul><li>", "</li></ul>", ""),
    ("nested table", "", "<table><tr><td>", "</td></tr></table>", ""),
    ("unclosed table", "", "<table>", "", ""),
    ("foster parenting", "<table>", "<b>a</b><tr>", "", ""),
    ("nested font", "", "<font size=1 color=red>", "</font>", ""),
    ("different fonts", "", "<font color=#><p>", "", ""),
    ("nested blockquote", "", "<blockquote>a", "</blockquote>", ""),
    ("p in button", "", "<p><button>", "", ""),
    ("unclosed a", "", "<a href=x>a", "", ""),
    ("misnested a", "", "<a><div>a</a>", "", ""),
    ("adoption agency", "", "<b><i><p></b>a", "", ""),
    ("nested select", "", "<select><option>a", "", ""),
    ("nested template", "", "<template>", "</template>", ""),
    ("nested svg", "", "<svg><foreignObject>", "", ""),
    ("nested mathml", "", "<math><mi>", "", ""),
    ("nested ruby", "", "<ruby>a<rt>b", "", ""),
    ("nested pre", "", "<pre>a\n", "", ""),
    ("nested definition lists", "", "<dl><dt>a<dd>", "", ""),
    ("stray end tags", "", "</p></b></table>", "", ""),
    ("attributes, all the same", "<p ", "a=1 ", "", ">"),
    ("attributes, all different", "<p ", "a#=1 ", "", ">"),
    ("elements with attributes", "", "<p class=a id=b title=c lang=d>", "", ""),
    ("paragraph", "<p>", "word ", "", ""),
    ("Chinese paragraph", "<p>", "一二三，", "", ""),
    ("paragraphs", "", "<p>word</p>", "", ""),
    ("line breaks", "", "a<br>", "", ""),
    ("white space", "<p>a", " \n", "", ""),
    ("entities", "", "&amp;", "", ""),
    ("unknown entities", "", "&nosuchentity", "", ""),
    ("ampersands", "", "&", "", ""),
    ("less-than signs", "", "<", "", ""),
    ("unclosed comment", "<!--", "- ", "", ""),
    ("comments", "", "<!---->", "", ""),
    ("unclosed quote", "<p title=\"", "a ", "", ""),
    ("images", "", "<img src=#>", "", ""),
    ("images in sentences", "<p>", "a <img src=#> ", "", ""),
    ("srcset", "<img srcset=\"", "a# 1x, ", "", "\">"),
    ("headings", "", "<h2>a</h2>", "", ""),
    ("list items", "<ul>", "<li>a", "", ""),
    ("text between list items", "<ul>", "<li>a</li>b", "", ""),
    ("text between definitions", "<dl>", "<dd>a</dd>b<dt>c</dt>", "", ""),
    ("table rows", "<table>", "<tr><td>a<td>b", "", ""),
    ("table cells", "<table><tr>", "<td>a", "", ""),
    ("wide cells", "<table>", "<tr><td colspan=1000 rowspan=65534>a", "", ""),
    ("Markdown characters", "<p>", "*_`[]<>|\\", "", ""),
    ("backticks in code", "<p>", "<code>`</code>", "", ""),
    ("nested front matter", "---\na: ", "[", "]", "\n---\n"),
    ("lines of front matter", "---\n", "a#: b\n", "", "\n---\n"),
    ("nested JSON front matter", "", "{\"a\":", "}", ""),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let largest = arguments.iter().find_map(|argument| argument.parse::<usize>().ok()).map_or(SIZES.1, |mb| mb << 20);
    let filter = arguments.iter().find(|argument| argument.parse::<usize>().is_err());

    println!("{:32} {:>10} {:>12} {:>8} {:>12}", "family", "KB", "time in ms", "growth", "bytes/byte");
    for family in FAMILIES.iter().filter(|family| filter.is_none_or(|filter| family.0.contains(filter.as_str()))) {
        let mut size = SIZES.0;
        let mut half = None;
        while size <= largest {
            let html = input(family, size);
            let (ms, memory) = run(&html);
            let growth = half.map_or("".to_owned(), |half: f64| format!("{:.2}", ms / half));
            let per_byte = memory as f64 / html.len() as f64;
            println!("{:32} {:>10} {ms:>12.1} {growth:>8} {per_byte:>12.1}", family.0, html.len() >> 10);
            half = Some(ms);
            size *= 2;
        }
    }
}

/// An input of about `size` bytes.
fn input((_, before, unit, close, after): &Family, size: usize) -> String {
    let mut html = before.to_string();
    let mut count = 0;
    while html.len() + count * close.len() < size {
        count += 1;
        match unit.split_once('#') {
            Some((left, right)) => html.extend([left, &count.to_string(), right]),
            None => html.push_str(unit),
        }
    }
    html.push_str("text");
    html.push_str(&close.repeat(count));
    html.push_str(after);
    html
}

/// The better of two runs, in milliseconds, and the peak of memory above what stood before.
fn run(html: &str) -> (f64, usize) {
    let mut best = f64::INFINITY;
    let mut peak = 0;
    for _ in 0..2 {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let start = Instant::now();
        let article = Extractor::default().extract(html);
        std::hint::black_box(article.to_markdown().len() + article.to_html().len());
        drop(article);
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
        peak = MEMORY.peak_usage().saturating_sub(before);
    }
    (best, peak)
}
