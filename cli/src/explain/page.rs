//! An explanation as one page that needs nothing else: no address, no file beside it.

use super::{percent, reason, summary};
use bodytext::{ExplainedBlock, Explanation, Verdict};
use std::io::{self, Write};

/// How blocks look, which the page in `web/` shares, and what only this page has.
const STYLE: [&str; 2] = [
    include_str!("blocks.css"),
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem 30vh;\
background:var(--paper);color:var(--ink)}
h1{font-size:1.3rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content auto;gap:0 1rem}dt{color:var(--soft)}dd{margin:0}
.tools{background:var(--paper)}
",
];

/// The ways through the blocks, which the page in `web/` shares, and what starts them. Without scripts the page can be read as well.
const SCRIPT: [&str; 2] = [
    include_str!("blocks.js"),
    "const [search, found, previous, next] = document.querySelector('.tools').children;
document.querySelector('.tools').hidden = false;
browse(document.querySelector('main'), { search, found, next, previous });
",
];

/// The SHA-256 of the script, by which the page allows this one and no other. `web/test/explanation.test.mjs` holds it.
const SCRIPT_HASH: &str = "vgXPx4EtrzB9EtcdcqIg7iw+Ic1TTGgkL6772xkmYwU=";

const TOOLS: &str = "<div class=\"tools\" hidden><input type=\"search\" placeholder=\"Search ( / )\" aria-label=\"Search\">\
<output></output><button type=\"button\" title=\"Previous kept (k)\" aria-label=\"Previous kept\">↑</button>\
<button type=\"button\" title=\"Next kept (j)\" aria-label=\"Next kept\">↓</button></div>";

/// As many blocks in a row that did not come out are folded, in a page of more blocks than can be overlooked.
const FOLDED: usize = 6;
const LONG: usize = 40;

const KEY: [Verdict; 10] = [
    Verdict::Kept,
    Verdict::KeptByRepair,
    Verdict::KeptByWish,
    Verdict::Dropped,
    Verdict::DroppedByRepair,
    Verdict::DroppedAsCopy,
    Verdict::DroppedByWish,
    Verdict::Hidden,
    Verdict::Headline,
    Verdict::LeftOut,
];

/// Writes the page. Whatever comes from the input is text in it, never markup.
pub(super) fn write(out: &mut impl Write, name: &str, explanation: &Explanation) -> io::Result<()> {
    let name = escaped(name);
    let policy = format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{SCRIPT_HASH}'");
    let style = STYLE.concat();
    // A module waits for the page to be there, wherever it stands.
    let script = SCRIPT.concat();
    writeln!(out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(
        out,
        "<title>{name} – bodytext</title>\n<style>{style}</style>\n<script type=\"module\">{script}</script>\n</head>\n<body>\n<h1>{name}</h1>\n<dl>"
    )?;
    for (what, value) in summary(explanation) {
        writeln!(out, "<dt>{what}</dt><dd>{}</dd>", escaped(&value))?;
    }
    writeln!(out, "</dl>\n<ul class=\"key\">")?;
    for verdict in KEY {
        let count = explanation.blocks().iter().filter(|block| block.verdict == verdict).count();
        if count > 0 {
            writeln!(out, "<li class=\"b {}\">{verdict}: {count}</li>", class(verdict))?;
        }
    }
    writeln!(out, "</ul>\n{TOOLS}\n<main>")?;
    let blocks = explanation.blocks();
    // Of a body all is kept, and what is not is what one wants to see.
    let folded = if blocks.len() > LONG { FOLDED } else { usize::MAX };
    for run in blocks.chunk_by(|one, next| is_out(one.verdict) == is_out(next.verdict)) {
        let is_folded = run.len() >= folded && run.iter().all(|block| is_out(block.verdict));
        if is_folded {
            let beginnings: Vec<String> = run.iter().take(6).map(|block| beginning(&block.text)).collect();
            writeln!(
                out,
                "<details class=\"fold\"><summary>{} not kept: {}</summary>",
                run.len(),
                escaped(&beginnings.join(" · "))
            )?;
        }
        for block in run {
            write_block(out, block)?;
        }
        if is_folded {
            writeln!(out, "</details>")?;
        }
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Whether a block is one of those that are many and seldom looked at.
fn is_out(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Dropped | Verdict::DroppedByRepair | Verdict::DroppedAsCopy | Verdict::Hidden)
}

/// The first characters of a text.
fn beginning(text: &str) -> String {
    text.chars().take(40).collect()
}

fn write_block(out: &mut impl Write, block: &ExplainedBlock) -> io::Result<()> {
    let ExplainedBlock { text, path, score, verdict, reasons, .. } = block;
    let heading = heading_of(path).map(|heading| format!(" {heading}")).unwrap_or_default();
    writeln!(
        out,
        "<div class=\"b {}{heading}\" tabindex=\"0\"><p dir=\"auto\">{}</p>",
        class(*verdict),
        escaped(text)
    )?;
    let score = score.map(|score| format!(", score {}", percent(score))).unwrap_or_default();
    write!(out, "<div class=\"why\"><b>{verdict}{score}</b><code>{}</code>", escaped(path))?;
    if !reasons.is_empty() {
        write!(out, "<ol>")?;
        for one in reasons {
            let side = if one.weight > 0.0 { "for" } else { "against" };
            write!(out, "<li class=\"{side}\">{}</li>", escaped(&reason(one)))?;
        }
        write!(out, "</ol>")?;
    }
    writeln!(out, "</div></div>")
}

/// `kept by repair` as the name of a class.
fn class(verdict: Verdict) -> String {
    verdict.to_string().replace(' ', "-")
}

/// The innermost heading among the elements of a path.
fn heading_of(path: &str) -> Option<&'static str> {
    let names = path.rsplit(" > ").map(|part| part.split(['#', '.']).next().unwrap_or(""));
    let headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
    names.take(3).find_map(|name| headings.into_iter().find(|heading| *heading == name))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
