//! The programming language of a listing.
//!
//! Every highlighter has a way of its own to name it: a class with a prefix, a class beside its own name, an attribute. What
//! is written by itself (`class="c"`) is believed only in the frame of a highlighter, and where it names a language.

use super::subtree::classes;
use crate::html::{Attr, Dom, NodeId, Tag};

/// How many elements around a listing belong to its frame: the most that highlighters with line numbers use.
const AROUND: usize = 8;

/// The programming language of a listing, where the markup around it names one.
pub(super) fn language(dom: &Dom<'_>, listing: NodeId) -> Option<String> {
    let first = dom.children(listing).find(|&child| dom.tag(child).is_some());
    let code = dom.descendants(listing).take(24).find(|&inner| dom.tag(inner) == Some(Tag::Code));
    let around =
        dom.ancestors(listing).take(AROUND).take_while(|&above| !matches!(dom.tag(above), None | Some(Tag::Body)));
    let inside = first.into_iter().chain(code.filter(|&code| Some(code) != first));
    let near = std::iter::once(listing).chain(inside).map(|node| (node, 0));
    let named = near.chain(around.zip(1..)).find_map(|(node, level)| {
        let named = in_attributes(dom, node, level).or_else(|| in_class(dom, node, level))?;
        sound(named)
    });
    named.or_else(|| bare(dom, listing, code))
}

/// A name as it is given, in small letters, if it can be one and says something.
fn sound(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches(';');
    let plain = matches!(
        name,
        "" | "none"
            | "plain"
            | "plaintext"
            | "text"
            | "txt"
            | "nohighlight"
            | "no-highlight"
            | "auto"
            | "undefined"
            | "default"
    );
    let is_name = name.len() <= 32 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-#._".contains(&b));
    (is_name && !plain).then(|| name.to_ascii_lowercase())
}

/// The language that an attribute names. `lang` is one only of what holds the code, and where it names no human language.
fn in_attributes<'a>(dom: &'a Dom<'_>, node: NodeId, level: usize) -> Option<&'a str> {
    const NAMED: [Attr; 3] = [Attr::DataEnlighterLanguage, Attr::DataLang, Attr::DataLanguage];
    let named = NAMED.into_iter().find_map(|attr| dom.attr(node, attr));
    let lang = || match dom.tag(node) {
        Some(Tag::Pre | Tag::Code) if level == 0 => dom.attr(node, Attr::Lang),
        _ => None,
    };
    named.or_else(lang).map(str::trim).filter(|name| !is_human(name))
}

/// Whether a tag is that of a human language rather than the name of a programming language. Those that could be both, such
/// as `cs`, are taken for what they are on code.
fn is_human(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let is_program = matches!(
        primary.to_ascii_lowercase().as_str(),
        "cc" | "cs"
            | "ex"
            | "fs"
            | "go"
            | "hs"
            | "jl"
            | "js"
            | "kt"
            | "md"
            | "ml"
            | "pl"
            | "ps"
            | "py"
            | "rb"
            | "rs"
            | "sh"
            | "ts"
            | "vb"
    );
    let is_short = primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_short && !(is_program && primary.len() == tag.len())) || matches!(tag, "eng" | "und" | "mul" | "zxx")
}

/// The language that a class names: by a prefix, or beside the name of a highlighter.
fn in_class<'a>(dom: &'a Dom<'_>, node: NodeId, level: usize) -> Option<&'a str> {
    let mut beside_highlighter = false;
    let is_figure = dom.tag(node) == Some(Tag::Figure);
    let mut names = classes(dom, node);
    while let Some(class) = names.next() {
        for prefix in ["language-", "lang-", "highlight-source-", "highlight-text-", "lang:", "language:", "src-"] {
            if let Some(language) = class.strip_prefix(prefix) {
                return Some(language);
            }
        }
        // Sphinx names the language after its own name.
        if let Some(language) = class.strip_prefix("highlight-")
            && dom.tag(node) == Some(Tag::Div)
            && is_known(language)
        {
            return Some(language);
        }
        if level > 2 && !is_figure {
            continue;
        }
        if class == "brush:" {
            return names.next();
        }
        if let Some(language) = class.strip_prefix("brush:") {
            return Some(language.split(';').next().unwrap_or(language));
        }
        if matches!(
            class,
            "sourceCode"
                | "syntaxhighlighter"
                | "hljs"
                | "highlight"
                | "prism"
                | "prettyprint"
                | "codehilite"
                | "chroma"
                | "src"
        ) {
            beside_highlighter = true;
        } else if beside_highlighter
            && (is_known(class)
                || !class.contains("highlight")
                    && !class.contains("line")
                    && !class.contains("copy")
                    && !class.contains("code")
                    && !class.contains("theme")
                    && !class.contains('_'))
        {
            return Some(class);
        }
    }
    None
}

/// A language that a class names without more, in the frame of a highlighter: `<div class="highlight"><pre><code class="c">`.
fn bare(dom: &Dom<'_>, listing: NodeId, code: Option<NodeId>) -> Option<String> {
    let in_frame = dom.ancestors(listing).take(3).chain([listing]).any(|above| classes(dom, above).any(names_frame));
    let near = [Some(listing), code].into_iter().flatten();
    let mut names = near.flat_map(|node| classes(dom, node).map(move |class| (node, class)));
    names
        .find(|&(node, class)| is_known(class) && (in_frame || dom.tag(node) == Some(Tag::Code)))
        .and_then(|(_, class)| sound(class))
}

fn names_frame(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    ["highlight", "code", "hljs", "prism", "syntax", "prettyprint", "snippet"].iter().any(|part| class.contains(part))
}

/// Whether a word is the name of a language, as highlighters know it.
fn is_known(name: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "ada", "apache", "asm", "awk", "bash", "bat", "c", "c#", "c++", "clojure", "cmake", "cmd", "coffeescript", "console", "cpp",
        "crystal", "cs", "csharp", "css", "csv", "cuda", "cython", "d", "dart", "diff", "dockerfile", "elixir", "elm", "erlang",
        "f#", "fish", "fortran", "fsharp", "gherkin", "glsl", "go", "golang", "gradle", "graphql", "groovy", "haml", "haskell",
        "hcl", "html", "http", "ini", "java", "javascript", "jinja", "js", "json", "json5", "jsonc", "jsx", "julia", "kotlin",
        "latex", "less", "lisp", "lua", "makefile", "markdown", "mathematica", "matlab", "md", "mermaid", "nasm", "nginx",
        "nim", "nix", "objc", "objective-c", "objectivec", "ocaml", "octave", "pascal", "perl", "php", "plsql", "postgresql",
        "powershell", "prolog", "proto", "protobuf", "ps1", "puppet", "py", "pycon", "python", "python3", "r", "racket", "rb",
        "rest", "rst", "ruby", "rust", "sass", "scala", "scheme", "scss", "sh", "shell", "shell-session", "solidity", "sparql",
        "sql", "stylus", "svelte", "swift", "tcl", "terraform", "tex", "toml", "ts", "tsx", "twig", "typescript", "vb",
        "vbnet", "verilog", "vhdl", "vim", "vue", "wasm", "xml", "yaml", "yml", "zig", "zsh",
    ];
    NAMES.binary_search(&name.to_ascii_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{is_human, is_known};

    #[test]
    fn the_names_are_in_order() {
        for name in
            ["ada", "c", "c#", "c++", "cpp", "f#", "json", "objective-c", "ps1", "python", "shell-session", "zsh"]
        {
            assert!(is_known(name), "{name}");
        }
        assert!(!is_known("line"));
    }

    #[test]
    fn tags_of_human_languages_name_no_code() {
        for tag in ["en", "de", "zh-CN", "pt_BR", "sr-Latn"] {
            assert!(is_human(tag), "{tag}");
        }
        for tag in ["js", "c", "rust", "go", "c++", "cs", "python"] {
            assert!(!is_human(tag), "{tag}");
        }
    }
}
