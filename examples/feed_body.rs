//! The body of a feed entry: what a reader shows in its list (title, excerpt, picture) and in its window (safe HTML).
//!
//! `cargo run --example feed_body`

use bodytext::{Extractor, Hints, Options, Scope};

/// What `content:encoded` of an entry holds: no page around it, addresses relative to the entry, a counting pixel.
const CONTENT: &str = r#"
<figure><img src="/img/kettle.jpg" alt="A kettle on the stove" width="800" height="600">
<figcaption>Water just before it boils</figcaption></figure>
<p>Green tea wants water that is <em>not</em> boiling: <strong>70 to 80 degrees</strong> will do.</p>
<p onclick="track()">How to tell without a thermometer is told in <a href="/posts/kettle">an older post</a>.</p>
<script>track("view")</script>
"#;

fn main() {
    // A feed holds bodies, so that nothing needs to be guessed. One extractor serves all entries.
    let mut extractor = Extractor::new(Options::new().with_scope(Scope::Body));

    // What the feed says of the entry goes with it.
    let hints = Hints::new().with_url("https://tea.example/posts/green").with_title("Green tea");
    let article = extractor.extract_with(CONTENT, &hints);

    println!("excerpt: {}", article.excerpt(60));
    println!("picture: {}", article.images().first().map_or("none", |image| image.url()));
    println!("words:   {}", article.word_count());
    println!("\n{}", article.to_html());
}
