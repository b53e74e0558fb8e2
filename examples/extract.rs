//! The least that it takes: an article body in, its text and the rest out.
//!
//! `cargo run --example extract < post.html`

use std::io::Read;

fn main() -> std::io::Result<()> {
    let mut html = String::new();
    std::io::stdin().read_to_string(&mut html)?;

    let article = bodytext::extract(&html);

    println!("{}", article.text());
    eprintln!("\n{} blocks, {} images", article.blocks().count(), article.images().len());
    Ok(())
}
