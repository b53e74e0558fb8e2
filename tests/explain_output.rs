//! What an explanation says and what comes out are the same: of every block that is said to be kept something comes out, of
//! every other nothing, and what comes out stands in a block that is said to be kept.

use bodytext::{Comments, Extractor, Favor, Options, Scope, Verdict};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::collections::HashSet;

/// Pieces of pages. `@` is a word that stands nowhere else in the page, `~` a sentence of such words.
const PIECES: [&str; 44] = [
    "<p>~ ~</p>",
    "<p>~ <b>@</b> @ <a href=/x>@ @</a>, ~</p>",
    "<h1>@ @</h1>",
    "<h2>@ @ <a class=anchor href=#a>#</a></h2>",
    "<h3><button aria-expanded=false>@ @</button></h3><p>~</p>",
    "<button>@</button>",
    "<button class=copy>@ @</button><pre><code>@ = @</code></pre>",
    "<p>@ <button>@</button> ~</p>",
    "<ul><li>@ @ @<li><p>~</p><ul><li>@ @</ul></ul>",
    "<ul class=menu><li><a href=/a>@</a><li><a href=/b>@ @</a></ul>",
    "<table><caption>@</caption><tr><th>@<th>@<tr><td>@ @<td>~</table>",
    "<table><tr><td>~<td><table><tr><td>@<td>@</table></table>",
    "<blockquote><p>~</p></blockquote>",
    "<dl><dt>@<dd>~</dl>",
    "<figure><img src=a.jpg width=600 height=400><figcaption>@ @ @</figcaption></figure>",
    "<p hidden>~</p>",
    "<div style='display:none'>~ <p>~</p></div>",
    "<div style='visibility:hidden'><p>~</p></div>",
    "<p>@ <span aria-hidden=true>@</span> ~</p>",
    "<p>@<span class=sr-only>@ @</span> ~</p>",
    "<noscript><p>~</p></noscript>",
    "<noscript><img src=n.jpg></noscript>",
    "<select><option>@<option>@</select><label>@ <input name=q></label><textarea>@</textarea>",
    "<object data=x.swf><p>@ @ @ @ @</p></object>",
    "<video src=v.mp4><p>@ @</p></video><iframe src=/f>@</iframe>",
    "<dialog><p>~</p></dialog><dialog open><p>~</p></dialog><div aria-modal=true><p>~</p></div>",
    "<details><summary>@ @</summary><p>~</p></details>",
    "<p><ruby>@<rt>@</rt></ruby> ~</p>",
    "<math><mi>@</mi><mo>=</mo><mi>@</mi></math>",
    "<p>@ <math><semantics><mi>@</mi></semantics></math> ~</p>",
    "<table><tr><td class=gutter><pre>1\n2</pre><td class=code><pre>@ @\n@</pre></table>",
    "<div class=comment><p>~</p><a href=/r>@</a></div>",
    "<div class=lightbox><a href=b.jpg><img src=b.jpg><div class=meta><span class=filename>@</span></div></a></div>",
    "<span class=material-icons>expand_more</span>",
    "<p>~<br><br>~<br>@</p>",
    "<my-box>~ <my-item>@</my-item></my-box>",
    "<template><p>@</p></template><svg><text>@</text></svg>",
    "<aside><h4>@</h4><p>~</p></aside>",
    "<footer><p>@ @ <a href=/i>@</a></p></footer>",
    "<div class=caption>@ @</div>",
    "<h2><span class=mw-headline>@ @</span><span class=mw-editsection>[<a href=/e>@</a>]</span></h2>",
    "<p class=keep>~</p>",
    "<section class=prune><p>~</p></section>",
    "@ @ <b>@</b> ~",
];

const BOXES: [(&str, &str); 6] = [
    ("", ""),
    ("<div>", "</div>"),
    ("<article class=post>", "</article>"),
    ("<nav>", "</nav>"),
    ("<div class='sidebar hidden'>", "</div>"),
    ("<div class=accordion-panel style='display:none'>", "</div>"),
];

/// A page out of pieces in boxes. A piece that comes again says the same words again where `repeats` says so.
fn page(choice: &[(usize, usize)], title: usize) -> String {
    let mut count = 0;
    let mut word = || {
        count += 1;
        format!("w{count}x")
    };
    let mut body = String::new();
    for &(piece, holder) in choice {
        let (open, close) = BOXES[holder % BOXES.len()];
        body.push_str(open);
        for c in PIECES[piece % PIECES.len()].chars() {
            match c {
                '@' => body.push_str(&word()),
                '~' => {
                    let sentence: Vec<String> = (0..12).map(|_| word()).collect();
                    body.push_str(&sentence.join(" "));
                    body.push('.');
                }
                c => body.push(c),
            }
        }
        body.push_str(close);
        body.push('\n');
    }
    match title % 3 {
        0 => body,
        1 => format!("<title>w1x w2x</title><body>{body}"),
        _ => format!("<title>Tea</title><nav><a href=/>w0x</a></nav><main>{body}</main>"),
    }
}

/// The words of a text, glued to others or not.
fn words(text: &str) -> HashSet<&str> {
    let starts = text.match_indices('w').map(|(at, _)| &text[at..]);
    starts
        .filter_map(|rest| {
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            let is_word = digits > 0 && rest[1 + digits..].starts_with('x');
            is_word.then(|| &rest[..digits + 2])
        })
        .collect()
}

fn options(choice: u8) -> Options {
    let options = Options::new()
        .with_favor([Favor::Balanced, Favor::Recall, Favor::Precision][usize::from(choice % 3)])
        .with_comments([Comments::Auto, Comments::Keep, Comments::Drop][usize::from(choice / 3 % 3)])
        .with_scope([Scope::Auto, Scope::Page, Scope::Body][usize::from(choice / 9 % 3)])
        .with_headline(choice / 27 % 2 == 1);
    match choice / 54 {
        0 => options,
        1 => options.with_keep(".keep, dialog".parse().unwrap()).with_prune(".prune, b".parse().unwrap()),
        2 => options.with_max_output(120),
        _ => options.with_max_output(0),
    }
}

fn check(html: &str, options: Options) -> Result<(), TestCaseError> {
    let explanation = Extractor::new(options).explain(html);
    let text = explanation.article().text();
    let out = words(text);
    let title = words(explanation.article().metadata().title().unwrap_or_default());
    let mut said: HashSet<&str> = HashSet::new();
    let is_headline =
        |block: &str| explanation.article().metadata().title().is_some_and(|title| words(title) == words(block));
    for block in explanation.blocks() {
        let own = words(&block.text);
        let comes_out = own.iter().any(|word| out.contains(word));
        if block.verdict.is_kept() {
            said.extend(&own);
            let fits = own.is_empty() || comes_out || is_headline(&block.text);
            prop_assert!(fits, "{}: {:?} is not in {:?}\n{}", block.verdict, block.text, text, html);
        } else if block.verdict != Verdict::Headline && !is_headline(&block.text) {
            let comes_out = own.iter().any(|word| out.contains(word) && !title.contains(word));
            prop_assert!(!comes_out, "{}: {:?} is in {:?}\n{}", block.verdict, block.text, text, html);
        }
    }
    let unsaid: Vec<_> = out.iter().filter(|word| !said.contains(*word) && !title.contains(*word)).collect();
    prop_assert!(unsaid.is_empty(), "{:?} of {:?} in no kept block\n{}", unsaid, text, html);
    Ok(())
}

fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 400;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_261_127);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn explanation_and_output_agree(
        choice in prop::collection::vec((0..PIECES.len(), 0..BOXES.len()), 1..14),
        title in 0_usize..3,
        chosen in 0_u8..216,
    ) {
        check(&page(&choice, title), options(chosen))?;
    }
}

#[test]
fn every_piece_alone_is_explained_as_it_comes_out() {
    for piece in 0..PIECES.len() {
        for (title, chosen) in [(0, 0), (0, 1), (1, 0), (2, 0), (2, 54), (0, 54), (2, 108)] {
            let html = page(&[(0, 0), (piece, 0), (1, 0)], title);
            check(&html, options(chosen)).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}
