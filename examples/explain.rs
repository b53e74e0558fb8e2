//! Why a page came out as it did: each text block with its verdict, its score and the reason that weighed most.
//!
//! `cargo run --example explain < page.html`

use bodytext::Extractor;
use std::io::Read;

fn main() -> std::io::Result<()> {
    let mut html = String::new();
    std::io::stdin().read_to_string(&mut html)?;

    let explanation = Extractor::default().explain(&html);

    let article = explanation.article();
    println!("{}, confidence {:.2}", article.status(), article.confidence());
    if let Some(kind) = article.metadata().page_type() {
        println!("seen as: {kind}");
    }
    for block in explanation.blocks() {
        let beginning: String = block.text.chars().take(60).collect();
        println!("\n{}: {beginning}", block.verdict);
        if let (Some(score), Some(reason)) = (block.score, block.reasons.first()) {
            println!("  score {score:.2}, most of all for {} ({:+.1})", reason.about, reason.weight);
        }
    }
    Ok(())
}
