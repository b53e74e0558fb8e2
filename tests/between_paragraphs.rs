//! What stands between the paragraphs of an article: pictures come out, labels do not.

use bodytext::{Extractor, Verdict};

const PARAGRAPHS: [&str; 4] = [
    "Green tea wants patience. The leaves, picked in spring, lose their scent when the water boils, and no sugar brings it \
     back; so let the kettle stand for five minutes before you pour.",
    "The second infusion, as every grower in the hills will tell you, is the best of all. It is paler than the first, it \
     smells of chestnuts and grass, and it takes only a few seconds.",
    "What remains in the pot is not for throwing away. Farmers mix the leaves with rice, fishermen with salt, and children, \
     who find them bitter, feed them to the goats behind the house.",
    "Today the roasted leaves travel around the world in tins. They keep for a year, they forgive boiling water, and they \
     cost half of what the others cost, which is why the growers drink them too.",
];

/// A page with something before its text, and something amid it.
fn page(before: &str, amid: &str) -> String {
    let [first, second, third, fourth] = PARAGRAPHS;
    format!(
        "<html><head><title>How to brew green tea - The Leaf</title></head><body><header class=site-header><a href=/>The Leaf\
         </a><nav><ul><li><a href=/pots>Pots</a><li><a href=/shop>Shop</a></ul></nav></header><article class=post>\
         <h1>How to brew green tea</h1>{before}<div class=entry-content><p>{first}</p><p>{second}</p>{amid}<p>{third}</p>\
         <p>{fourth}</p></div></article><footer><p>© 2024 The Leaf. All rights reserved.</p></footer></body></html>"
    )
}

fn images(page: &str) -> Vec<String> {
    bodytext::extract(page).images().iter().map(|image| image.url().to_owned()).collect()
}

#[test]
fn a_picture_stays_whatever_becomes_of_its_caption() {
    for holder in [
        "<figure><img src=/pot.jpg width=800 height=500 alt='A pot'><figcaption>Photo: R. Okoro / Leaf Press</figcaption></figure>",
        "<div class=wp-caption><a href=/pot.jpg><img src=/pot.jpg width=640 alt='A pot'></a><p class=wp-caption-text>Foto: Okoro</p></div>",
        "<div class=media-image><picture><source srcset=/pot.webp><img src=/pot.jpg alt='A pot'></picture><span class=credit>Getty</span></div>",
    ] {
        assert_eq!(images(&page("", holder)), ["/pot.jpg"], "{holder}");
        assert_eq!(images(&page(holder, "")), ["/pot.jpg"], "{holder}");
    }
}

#[test]
fn pictures_of_other_articles_and_of_who_wrote_do_not_come_out() {
    for holder in [
        "<div class=related><a href=/pots><img src=/pots.jpg width=300 alt=Pots></a><h4><a href=/pots>All about pots</a></h4></div>",
        "<aside><figure><img src=/pots.jpg alt=Pots><figcaption>More about pots</figcaption></figure></aside>",
        "<div class=author-bio><img src=/ann.jpg width=120 alt=Ann><p>Ann Lee grows tea.</p></div>",
        "<div class=ad-slot><img src=/buy.jpg width=600 alt=Buy><span>Advertisement</span></div>",
    ] {
        assert_eq!(images(&page("", holder)), [""; 0], "{holder}");
    }
}

#[test]
fn labels_of_advertisements_and_links_to_other_articles_do_not_come_out() {
    for label in ["Advertisement", "Anzeige", "Реклама", "إعلان", "広告", "Article continues below"] {
        let text = bodytext::extract(&page("", &format!("<p>{label}</p>"))).text().to_owned();
        assert!(!text.contains(label) && text.contains("goats"), "{label}");
    }
    for line in [
        "<p><strong>Read also:</strong> <a href=/pots>The pot that nobody wanted to throw away</a></p>",
        "<p>Lesen Sie auch: <a href=/pots>The pot that nobody wanted to throw away</a></p>",
    ] {
        assert!(!bodytext::extract(&page("", line)).text().contains("nobody wanted"), "{line}");
    }
}

#[test]
fn a_word_that_is_part_of_the_text_is_no_label() {
    let amid = "<h2>Advertisement</h2><p>In 1911 the growers printed their first one, and it sold all the tea of the valley \
                within a week, says Ann Lee, whose grandfather drew it.</p>";
    let explanation = Extractor::default().explain(&page("", amid));
    let heading = explanation.blocks().iter().find(|block| block.text == "Advertisement").unwrap();
    assert_ne!(heading.verdict, Verdict::DroppedByRepair);
}
