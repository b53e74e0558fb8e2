//! What a page says twice: repeats are content, copies of runs are not.

use bodytext::{Diagnostic, Extractor, Favor, Options, Verdict};

const FIRST: &str = "Green tea wants patience. The leaves, picked in spring, lose their scent when the water boils, and no sugar \
                     brings it back; so let the kettle stand for five minutes before you pour.";
const SECOND: &str = "The second infusion, as every grower in the hills will tell you, is the best of all. It is paler than the \
                      first, it smells of chestnuts and grass, and takes only a few seconds.";
const THIRD: &str = "What remains in the pot is not for throwing away. Farmers mix the leaves with rice, fishermen with salt, and \
                     children, who find them bitter, feed them to the goats behind the house.";

fn page(body: &str) -> String {
    format!("<html><head><title>On tea | The Leaf</title></head><body><main><h1>On tea</h1>{body}</main></body></html>")
}

fn text(body: &str) -> String {
    bodytext::extract(&page(body)).text().to_owned()
}

/// How often a text stands in what comes out of a page with this body.
fn count(body: &str, wanted: &str) -> usize {
    text(body).matches(wanted).count()
}

#[test]
fn the_third_step_of_a_recipe_may_equal_the_first() {
    let step = "Stir the leaves for two minutes over a low flame.";
    let list = format!(
        "<p>{FIRST}</p><ol><li>{step}<li>Add a cup of cold water from the spring.<li>{step}</ol><p>{SECOND}</p>"
    );
    assert_eq!(count(&list, step), 2);
    let headed =
        format!("<p>{FIRST}</p><h3>Step 1</h3><p>{step}</p><h3>Step 2</h3><p>{SECOND}</p><h3>Step 3</h3><p>{step}</p>");
    assert_eq!(count(&headed, step), 2);
}

#[test]
fn a_refrain_comes_as_often_as_it_is_sung() {
    let (one, other) =
        ("Oh the leaves are falling, falling in the rain,", "and I will wait for you until the spring comes again.");
    let lines = format!("<p>{one}</p><p>{other}</p>");
    let song =
        format!("<p>{FIRST}</p>{lines}<p>The kettle sings its song to me, and the evening light is long.</p>{lines}");
    assert_eq!((count(&song, one), count(&song, other)), (2, 2));
    let broken = format!(
        "<p>{FIRST}</p><div class=v1>{one}<br>{other}</div><p>{SECOND}</p><div class=v2>{one}<br>{other}</div>"
    );
    assert_eq!(count(&broken, one), 2);
}

#[test]
fn a_question_that_an_interview_asks_again_comes_again() {
    let question = "What do you drink in the morning, and why is that?";
    let body = format!(
        "<p><b>{question}</b></p><p>{FIRST}</p><p><b>{question}</b></p><p>{SECOND}</p><p><strong>{question}</strong></p><p>{THIRD}</p>"
    );
    assert_eq!(count(&body, question), 3);
}

#[test]
fn what_stands_under_two_headings_stands_twice() {
    let terms =
        ["Must be presented before the start of work.", "Not valid with other offers, some restrictions may apply."];
    let offer = |class: &str| format!("<div class={class}><p>{}</p><p>{}</p></div>", terms[0], terms[1]);
    let body = format!("<p>{FIRST}</p><h2>Small pot</h2>{}<h2>Large pot</h2>{}<p>{SECOND}</p>", offer("a"), offer("b"));
    assert_eq!((count(&body, terms[0]), count(&body, terms[1])), (2, 2));
    let price = "Cost of the whole set: $20 with shipping";
    let body = format!("<h2>Small pot</h2><p>{FIRST}</p><p>{price}</p><h2>Large pot</h2><p>{SECOND}</p><p>{price}</p>");
    assert_eq!(count(&body, price), 2);
}

#[test]
fn cells_of_a_table_may_be_equal() {
    let how = "Pour at seventy degrees and wait one minute";
    let table = format!(
        "<p>{FIRST}</p><table><tr><th>Tea<th>How<tr><td>Sencha<td>{how}<tr><td>Longjing<td><b>{how}</b><tr><td>Gyokuro<td>{how}</table><p>{SECOND}</p>"
    );
    assert_eq!(count(&table, how), 3);
}

#[test]
fn a_headline_of_a_section_is_no_copy_of_the_contents() {
    let titles = ["How to choose the leaves of the first harvest", "How to choose a pot of unglazed clay"];
    let body = format!(
        "<p>{THIRD}</p><ul class=toc><li><a href=#a>{0}</a><li><a href=#b>{1}</a></ul><h2 id=a>{0}</h2><p>{FIRST}</p><h2 id=b>{1}</h2><p>{SECOND}</p>",
        titles[0], titles[1]
    );
    let markdown = bodytext::extract(&page(&body)).to_markdown();
    assert!(
        markdown.contains(&format!("## {}", titles[0])) && markdown.contains(&format!("## {}", titles[1])),
        "{markdown}"
    );
}

#[test]
fn a_quotation_of_what_was_said_above_stays() {
    let body = format!(
        "<div class=post><p>{FIRST}</p></div><div class=post><blockquote><p>{FIRST}</p></blockquote><p>{SECOND}</p></div>"
    );
    assert_eq!(count(&body, FIRST), 2);
}

#[test]
fn twins_for_other_screens_and_hidden_ones_go() {
    let run = format!("<p>{FIRST}</p><p>{SECOND}</p>");
    for twins in [
        format!("<div class=desktop>{run}</div><div class=mobile>{run}</div>"),
        format!("<div class='d-none d-lg-block'>{run}</div><div class='d-block d-lg-none'>{run}</div>"),
        format!("<div class=story__desktopCopy>{run}</div><div class=story__mobileCopy>{run}</div>"),
        format!("<div>{run}</div><div style='display: none'>{run}</div>"),
        format!("<div hidden>{run}</div><section>{run}</section>"),
        format!("<div class=story>{run}</div><div class=print-view>{run}</div>"),
        format!("<div>{run}</div><noscript>{run}</noscript>"),
    ] {
        assert_eq!((count(&twins, FIRST), count(&twins, SECOND)), (1, 1), "{twins}");
    }
}

#[test]
fn a_teaser_of_the_text_goes_and_the_text_stays_where_it_is() {
    let body = format!(
        "<div class=teaser><p>{FIRST}</p></div><div class=text><p>{THIRD}</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    );
    assert_eq!(text(&body), [THIRD, FIRST, SECOND].join("\n\n"));
}

#[test]
fn of_three_copies_one_stays() {
    let run = format!("<p>{FIRST}</p><p>{SECOND}</p>");
    let body = format!(
        "<div class=desktop>{run}</div><div class=mobile>{run}</div><div hidden>{run}</div><div class=excerpt><p>{FIRST}</p></div>"
    );
    assert_eq!(text(&body), [FIRST, SECOND].join("\n\n"));
}

#[test]
fn what_was_left_out_as_a_copy_is_told() {
    let run = format!("<p>{FIRST}</p><p>{SECOND}</p>");
    let html = page(&format!("<div class=desktop>{run}</div><div class=mobile>{run}</div>"));
    let explanation = Extractor::default().explain(&html);
    assert_eq!(explanation.article().diagnostics(), [Diagnostic::Copies { blocks: 2 }]);
    assert_eq!(explanation.article().diagnostics()[0].to_string(), "left out as copies of other text: 2 blocks");
    let copies: Vec<_> = explanation.blocks().iter().filter(|block| block.verdict == Verdict::DroppedAsCopy).collect();
    assert_eq!(copies.len(), 2);
    assert!(copies.iter().all(|block| block.path.contains("div.mobile")));
    assert!(bodytext::extract(&page(&run)).diagnostics().is_empty());
}

#[test]
fn recall_keeps_more_and_a_body_keeps_all() {
    let lead = format!("<div class=box><p>{FIRST}</p><p>{SECOND}</p></div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>");
    let count = |favor| {
        let article = Extractor::new(Options::new().with_favor(favor)).extract(&page(&lead));
        article.text().matches(FIRST).count()
    };
    assert_eq!((count(Favor::Balanced), count(Favor::Recall)), (1, 2));
    let body = format!("<div class=desktop><p>{FIRST}</p></div><div class=mobile><p>{FIRST}</p></div>");
    assert_eq!(bodytext::extract(&body).text().matches(FIRST).count(), 2);
}

#[test]
fn two_elements_may_have_the_same_background() {
    let cup = "<div style=\"background-image:url(cup.jpg)\"></div>";
    let images = |html: &str| bodytext::extract(html).images().len();
    assert_eq!(images(&format!("<p>One</p>{cup}<p>Two</p>{cup}")), 2);
    // One picture in two forms.
    assert_eq!(images(&format!("<p>One</p><img src=cup.jpg>{cup}<p>Two</p>")), 1);
    assert_eq!(
        images("<p>One</p><div style='background:url(cup.jpg)'><div style='background:url(cup.jpg)'></div></div>"),
        1
    );
}
