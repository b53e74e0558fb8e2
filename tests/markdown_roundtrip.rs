//! Markdown that is read again by a CommonMark parser gives the same blocks with the same text.
#![cfg(feature = "serde")]

mod arbitrary;
mod markdown;
mod soup;

use arbitrary::Text;
use markdown::{assert_reads_back, outline_of_markdown};
use proptest::prelude::*;

#[test]
fn every_kind_of_block_reads_back() {
    for html in [
        "<h1>Tea</h1><p>Green <b>or</b> <i>black</i>.</p><hr><p>More.</p>",
        "<ul><li>Green<li>Black<ul><li>Assam<li>Ceylon</ul></ul><ul><li>Another list</ul>",
        "<ol start=3><li><p>Boil.<p>Wait.<li><pre>cup.fill()\n</pre></ol>",
        "<blockquote><p>A<blockquote><p>B</blockquote></blockquote>",
        "<table><caption>Prices</caption><tr><th>Tea<th>Price<tr><td>Green|White<td align=right>3<br>4</table>",
        "<dl><dt>Tea<dd>Leaves.<dd>Water.<dt>Coffee<dt>Café<dd>Beans.</dl>",
        "<figure><img src=a.png alt='A cup'><figcaption>A <b>cup</b></figcaption></figure>",
        "<pre><code class=language-rust>let x = `1`;\n\n```\n</code></pre>",
        "<p>Inline <code>a ` b</code> and H<sub>2</sub>O<br>x<sup>2</sup> <s>gone</s></p>",
        "<p><strong>中文。</strong>后</p>",
        "<ul><li><input type=checkbox checked>Done<li><input type=checkbox>Open</ul>",
        "<iframe src=https://example.org/v title='A film'></iframe>",
    ] {
        assert_reads_back(&bodytext::extract(html));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn random_articles_read_back(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        assert_reads_back(&arbitrary::article(&bytes, Text::Clean));
    }

    #[test]
    fn random_html_reads_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_reads_back(&bodytext::extract(&soup::html(&bytes)));
    }

    /// Whatever a text holds, Markdown is written, and an article's own text stays within its blocks.
    #[test]
    fn wild_articles_are_written(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let article = arbitrary::article(&bytes, Text::Wild);
        let markdown = article.to_markdown();
        let html: Vec<_> = outline_of_markdown(&markdown).into_iter().filter(|line| line.contains("HTML:")).collect();
        prop_assert!(html.is_empty(), "{html:?}\n{markdown}");
    }
}
