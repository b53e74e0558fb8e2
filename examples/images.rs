//! Images in place: which paragraph each one follows, its caption, and its address behind lazy loading.
//!
//! `cargo run --example images`

use bodytext::{Hints, SpanKind, Step};

const POST: &str = r#"
<p>The harbour at six in the morning.</p>
<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="boats.jpg" width="1200" height="800"></p>
<p>Each boat flies a flag <img src="flag.png" alt="(blue and white)"> of its own.</p>
<figure>
  <picture><source srcset="net-480.webp 480w, net-1600.webp 1600w"><img src="net-480.jpg" alt="Nets"></picture>
  <figcaption>Nets, hung out to dry</figcaption>
</figure>
"#;

fn main() {
    let hints = Hints::new().with_url("https://harbour.example/2021/morning/");
    let article = bodytext::extract_with(POST, &hints);

    for step in article.walk() {
        let Step::Enter(block) = step else { continue };
        // An image that stands by itself is a block …
        if let Some(image) = block.image() {
            println!("[image]  {}", image.url());
            if let Some(caption) = &image.caption {
                println!("         {caption}");
            }
            continue;
        }
        println!("[text]   {}", block.text());
        // … and one within a sentence is a span of the block's text.
        for span in block.spans() {
            if let SpanKind::Image { index, .. } = span.kind {
                println!("[inline] {} at byte {}", article.images()[*index].url(), span.range.start);
            }
        }
    }
}
