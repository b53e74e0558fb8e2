//! An explanation as one page that needs nothing else: no script, no address, no file beside it.

use super::{percent, reason, summary};
use bodytext::{ExplainedBlock, Explanation, Verdict};
use std::io::{self, Write};

const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem 30vh;background:#fff;color:#222}
h1{font-size:1.3rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content auto;gap:0 1rem}dt{opacity:.7}dd{margin:0}
ul.key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.4rem}ul.key li{padding:0 .6rem}
.b{position:relative;margin:3px 0;padding:1px .6rem;border-left:5px solid;overflow-wrap:anywhere}
.b>p{margin:0}.h1>p,.h2>p,.h3>p,.h4>p,.h5>p,.h6>p{font-weight:bold}.h1>p{font-size:1.4em}.h2>p{font-size:1.2em}
.b:hover,.b:focus{outline:2px solid #888}
.why{display:none;position:absolute;z-index:1;left:2rem;top:100%;min-width:20rem;max-width:90%;padding:.5rem .8rem;\
background:#222;color:#eee;font-size:14px;border-radius:4px}
.b:hover>.why,.b:focus>.why{display:block}
.why code{display:block;opacity:.75;font-size:12px}.why ol{margin:.3rem 0 0;padding:0;list-style:none}
.for{color:#8fe39b}.against{color:#ff9b91}
.kept{background:#dff5e1;border-color:#2a9d3f}.kept-by-repair{background:#e6f7d4;border-color:#9ac43a}
.kept-by-wish{background:#d8ecff;border-color:#2878c8}
.dropped{background:#f4f4f4;border-color:#bbb;color:#777}.dropped-by-repair{background:#fff0d6;border-color:#e0a030;color:#665}
.dropped-by-wish{background:#ffe3e0;border-color:#d0453a;color:#755}.hidden{background:#eee;border-color:#999;color:#888}
.dropped-as-copy,.left-out,.headline{background:#efe8f7;border-color:#9467bd;color:#656}
@media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}
.kept{background:#123a1a}.kept-by-repair{background:#2a3a12}.kept-by-wish{background:#12304a}
.dropped,.hidden{background:#222;color:#888}.dropped-by-repair{background:#3d2f12;color:#cb9}.dropped-by-wish{background:#401a17;color:#c99}
.dropped-as-copy,.left-out,.headline{background:#2c2238;color:#b9c}\
.why{background:#eee;color:#222}.for{color:#157a26}.against{color:#b3261a}}";

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
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    writeln!(out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(out, "<title>{name} – bodytext</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n<dl>")?;
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
    writeln!(out, "</ul>\n<main>")?;
    for block in explanation.blocks() {
        write_block(out, block)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
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
