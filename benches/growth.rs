//! How time and memory grow with hostile input: each family at five sizes, each twice the one before.
//!
//! `cargo bench --bench growth` runs all families up to 4 MB, `cargo bench --bench growth -- table 64` those with `table` in
//! the name, up to 64 MB. Printed as a table in Markdown: for the smallest and the largest size the time and the peak of
//! memory, both by the byte of input, and how much they have grown (1 is linear). Time is that on the processor where the
//! system tells it, so that other work does not count. Each article goes through every renderer.
//!
//! `-- names` lists the families; `-- once NAME BYTES` reads a single input of that size, once, for a tool that counts
//! instructions (`docs/hostile.py`).

use bodytext::{Article, Extractor};
use peak_alloc::PeakAlloc;
use std::time::Instant;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The largest input of a family in megabytes, unless the command line has another number.
const LARGEST: usize = 4;

/// How often the size is doubled on the way there.
const DOUBLINGS: u32 = 4;

/// For how long an input is read again and again, in nanoseconds: the clock of the processor is a coarse one.
const LEAST: f64 = 2e8;

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
    ("formatting elements with many attributes", "", "<p><i a=# b=# c=# d=# e=# f=# class=x id=y>a", "", ""),
    ("the same formatting with many attributes", "", "<p><i a=1 b=2 c=3 d=4 e=5 f=6 class=x id=y>a", "", ""),
    ("adoption agency with attributes", "", "<b id=#><i class=#><u><p></b>a", "", ""),
    ("misnested a and b", "", "<a><b><p></a>a</b>", "", ""),
    ("nested nobr", "", "<nobr>a", "", ""),
    ("li in div", "<ul>", "<li><div>a", "", ""),
    ("p in nested span", "", "<p><span><span>a", "", ""),
    ("p in object", "", "<p><object>a", "", ""),
    ("text in tables", "", "<table>a", "", ""),
    ("tables in tables", "", "<table><tr>a<td>b", "", ""),
    ("text and rows", "<table>", "a<tr>", "", ""),
    ("option", "<select>", "<option>a", "", ""),
    ("template with cells", "", "<template><td>a", "", ""),
    ("svg with html", "", "<svg><desc><p>a", "", ""),
    ("svg elements", "<svg>", "<g a=1>", "", ""),
    ("stray end tags in svg", "<svg><g><g><g>", "</x>", "", ""),
    ("mathml and html", "", "<math><mtext><p>a", "", ""),
    ("unclosed tags", "", "<p a", "", ""),
    ("unclosed script", "<script>", "<!--<script ", "", ""),
    ("unclosed title", "<title>", "</titl ", "", ""),
    ("dashes", "<!--", "--", "", ""),
    ("doctypes", "", "<!doctype a>", "", ""),
    ("text of one character", "", "a<!---->", "", ""),
    ("text of one character and NUL", "", "a\0", "", ""),
    ("numeric entities", "", "&#x1F375;", "", ""),
    ("line ends", "", "a\r", "", ""),
    ("tags without a name that is known", "", "<x-#>", "", ""),
    ("deep quotes with lists", "", "<blockquote><ul><li>a", "", ""),
    ("deep lists", "", "<ol><li><p>a", "", ""),
    ("nested emphasis", "", "<p><em>a<strong>b</p>", "", ""),
    ("many links", "<p>", "<a href=/#>a</a> ", "", ""),
    ("JSON-LD, deep", "<script type=application/ld+json>", "{\"a\":[", "", "</script><p>a</p>"),
    (
        "JSON-LD, wide",
        "<script type=application/ld+json>[",
        "{\"@type\":\"Article\",\"headline\":\"a#\"},",
        "",
        "{}]</script><p>a</p>",
    ),
    ("JSON-LD, one string", "<script type=application/ld+json>{\"articleBody\":\"", "a \\n", "", "\"}</script>"),
    ("JSON-LD scripts", "", "<script type=application/ld+json>{\"@type\":\"Person\",\"name\":\"a#\"}</script>", "", ""),
    ("YAML aliases", "---\na: &a [x]\n", "b#: [*a, *a, *a]\n", "", "\n---\n<p>a</p>"),
    ("YAML anchors of anchors", "---\na0: &a0 x\n", "a#: &a# [*a0, *a0]\n", "", "\n---\n<p>a</p>"),
    ("unclosed front matter", "---\n", "a: b\n", "", ""),
    ("TOML front matter", "+++\n", "a# = 1\n", "", "\n+++\n<p>a</p>"),
    (
        "bylines",
        "<html><body><article><h1>Tea</h1>",
        "<p class=byline>By Ada Lind, Ben Sato and Cy O'Hara # | 3 May 2021</p>",
        "",
        "",
    ),
    ("one long byline", "<html><body><article><h1>Tea</h1><p class=byline>By ", "Ada Lind, Ben Sato and ", "", "</p>"),
    ("dates", "<html><body><article><h1>Tea</h1>", "<p>3 May 2021, 12:30 </p>", "", ""),
    ("meta tags", "<html><head>", "<meta name=author content='Ada #'><meta property=article:tag content=t#>", "", ""),
    ("class names", "<html><body>", "<div class='a# b# c#'>a</div>", "", ""),
    (
        "paragraphs of a page",
        "<html><body><main>",
        "<p>Green tea wants patience, and water that does not boil. </p>",
        "",
        "",
    ),
    ("links of a page", "<html><body><nav>", "<li><a href=/#>Green tea #</a>", "", ""),
    ("nested front matter", "---\na: ", "[", "]", "\n---\n"),
    ("lines of front matter", "---\n", "a#: b\n", "", "\n---\n"),
    ("nested JSON front matter", "", "{\"a\":", "}", ""),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["names"] => return FAMILIES.iter().for_each(|family| println!("{}", family.0)),
        ["once", name, size] => {
            let family = FAMILIES.iter().find(|family| family.0 == name).expect("a family has this name");
            let html = input(family, size.parse().expect("a size is a number"));
            let before = MEMORY.current_usage();
            MEMORY.reset_peak_usage();
            let article = Extractor::default().extract(&html);
            println!("{}", MEMORY.peak_usage().saturating_sub(before));
            return render(&article);
        }
        _ => {}
    }
    let largest = arguments.iter().find_map(|argument| argument.parse::<usize>().ok()).unwrap_or(LARGEST) << 20;
    let filter = arguments.iter().find(|argument| argument.parse::<usize>().is_err());

    println!(
        "| family | ns a byte at {} KB | at {} MB | growth | bytes a byte | at the end | growth |",
        largest >> 10 >> DOUBLINGS,
        largest >> 20
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for family in FAMILIES.iter().filter(|family| filter.is_none_or(|filter| family.0.contains(filter.as_str()))) {
        let measured: Vec<(f64, f64)> =
            (0..=DOUBLINGS).rev().map(|halvings| run(&input(family, largest >> halvings))).collect();
        let (first, last) = (measured[0], measured[DOUBLINGS as usize]);
        println!(
            "| {} | {:.1} | {:.1} | {:.2} | {:.1} | {:.1} | {:.2} |",
            family.0,
            first.0,
            last.0,
            last.0 / first.0,
            first.1,
            last.1,
            last.1 / first.1
        );
    }
}

/// An input of about `size` bytes.
fn input((_, before, unit, close, after): &Family, size: usize) -> String {
    let mut html = before.to_string();
    let mut count = 0;
    while html.len() + count * close.len() < size {
        count += 1;
        let mut parts = unit.split('#');
        html.extend(parts.next());
        for part in parts {
            html.extend([&count.to_string(), part]);
        }
    }
    html.push_str("text");
    html.push_str(&close.repeat(count));
    html.push_str(after);
    html
}

/// The mean time in nanoseconds, and the peak of memory above what stood before in bytes, both by the byte of input.
fn run(html: &str) -> (f64, f64) {
    let (mut peak, mut runs) = (0, 0);
    let clock = Clock::start();
    loop {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let article = Extractor::default().extract(html);
        // What the renderers write is as long as it has to be.
        peak = MEMORY.peak_usage().saturating_sub(before).max(peak);
        render(&article);
        runs += 1;
        let time = clock.nanoseconds();
        if time > LEAST {
            return (time / runs as f64 / html.len() as f64, peak as f64 / html.len() as f64);
        }
    }
}

fn render(article: &Article) {
    std::hint::black_box(article.to_markdown().len());
    std::hint::black_box(article.to_html().len());
    #[cfg(feature = "serde")]
    std::hint::black_box(serde_json::to_string(article).map_or(0, |json| json.len()));
}

/// Measures the time that this thread has on the processor; where that is not to be had, the time on the wall.
struct Clock {
    wall: Instant,
    processor: Option<f64>,
}

impl Clock {
    fn start() -> Clock {
        Clock { wall: Instant::now(), processor: processor_time() }
    }

    fn nanoseconds(&self) -> f64 {
        match (self.processor, processor_time()) {
            (Some(start), Some(end)) if end > start => end - start,
            _ => self.wall.elapsed().as_nanos() as f64,
        }
    }
}

fn processor_time() -> Option<f64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}
