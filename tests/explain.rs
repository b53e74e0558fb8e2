//! Explanations: every block of an input, what became of it, and why.

use bodytext::{Comments, Explanation, Extractor, Options, Scope, Status, Verdict};

const PAGE: &str = include_str!("../fixtures/status/found.html");

fn verdict(explanation: &Explanation, start: &str) -> Verdict {
    explanation.blocks().iter().find(|block| block.text.starts_with(start)).expect(start).verdict
}

#[test]
fn every_block_of_a_page_has_a_score_a_verdict_and_reasons() {
    let explanation = Extractor::default().explain(PAGE);
    assert_eq!(explanation.scope(), Scope::Page);
    assert_eq!(explanation.article(), &bodytext::extract(PAGE));
    let threshold = explanation.threshold().unwrap();
    assert!((0.0..=1.0).contains(&threshold));
    assert_eq!(verdict(&explanation, "Green tea wants"), Verdict::Kept);
    assert_eq!(verdict(&explanation, "Water"), Verdict::Dropped);
    for block in explanation.blocks() {
        let score = block.score.unwrap();
        assert!((0.0..=1.0).contains(&score));
        match block.verdict {
            Verdict::Kept | Verdict::DroppedByRepair => assert!(score >= threshold),
            Verdict::Dropped | Verdict::KeptByRepair => assert!(score < threshold),
            Verdict::Headline => assert_eq!(Some(block.text.as_str()), explanation.article().metadata().title()),
            other => panic!("{other} without a wish"),
        }
        let kept = explanation.article().text().contains(&block.text);
        assert!(!block.verdict.is_kept() || kept, "{}", block.text);
        assert!(block.path.starts_with("html > body.single-post > "));
        assert!(PAGE[block.source.clone().unwrap()].contains(block.text.split(' ').next().unwrap()));
        assert!(!block.reasons.is_empty());
        assert!(block.reasons.is_sorted_by(|a, b| a.weight.abs() >= b.weight.abs()));
    }
}

#[test]
fn reasons_add_up_to_what_tells_two_blocks_apart() {
    let explanation = Extractor::default().explain(PAGE);
    let sum = |start: &str| -> f32 {
        let block = explanation.blocks().iter().find(|block| block.text.starts_with(start)).unwrap();
        block.reasons.iter().map(|reason| reason.weight).sum()
    };
    assert!(sum("Green tea wants") > 1.0);
    assert!(sum("A pot of glass") < -1.0);
}

#[test]
fn wishes_are_told_apart_from_judgement() {
    let options = Options::new()
        .with_keep(".sidebar".parse().unwrap())
        .with_prune(".entry-content h2".parse().unwrap())
        .with_comments(Comments::Drop);
    let explanation = Extractor::new(options).explain(PAGE);
    assert_eq!(verdict(&explanation, "A pot of clay"), Verdict::KeptByWish);
    assert_eq!(verdict(&explanation, "What remains"), Verdict::DroppedByWish);
    assert_eq!(verdict(&explanation, "I let mine"), Verdict::DroppedByWish);
    let explanation = Extractor::new(Options::new().with_comments(Comments::Keep)).explain(PAGE);
    assert_eq!(verdict(&explanation, "I let mine"), Verdict::KeptByWish);
}

#[test]
fn a_body_is_kept_but_for_what_is_hidden() {
    let body = "---\ntitle: Tea\n---\n<p>Green <b>tea</b></p>\n<p hidden>Secret</p><p class=x>Pots</p>";
    let explanation = Extractor::new(Options::new().with_prune(".x".parse().unwrap())).explain(body);
    assert_eq!((explanation.scope(), explanation.threshold()), (Scope::Body, None));
    let blocks: Vec<_> = explanation.blocks().iter().map(|block| (block.text.as_str(), block.verdict)).collect();
    assert_eq!(blocks, [("Green tea", Verdict::Kept), ("Secret", Verdict::Hidden), ("Pots", Verdict::DroppedByWish)]);
    let green = &explanation.blocks()[0];
    assert_eq!(&body[green.source.clone().unwrap()], "Green <b>tea");
    assert_eq!((green.score, green.reasons.len()), (None, 0));
    assert_eq!(explanation.article().text(), "Green tea");
}

#[test]
fn a_page_without_content_keeps_no_block() {
    let explanation = Extractor::default().explain(include_str!("../fixtures/status/consent-wall.html"));
    assert!(matches!(explanation.article().status(), Status::Empty(_)));
    assert!(!explanation.blocks().is_empty());
    assert!(explanation.blocks().iter().all(|block| block.verdict == Verdict::Dropped));
    assert!(Extractor::default().explain("").blocks().is_empty());
}

#[cfg(feature = "charset")]
#[test]
fn bytes_are_explained_as_they_are_extracted() {
    let bytes = b"<p>\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3</p>";
    let hints = bodytext::Hints::new();
    let explanation = Extractor::default().explain_bytes(bytes, &hints);
    assert_eq!(explanation.blocks()[0].text, "你好，世界。");
    assert_eq!(explanation.article(), &Extractor::default().extract_bytes(bytes, &hints));
}
