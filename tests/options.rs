//! Options that choose: selectors that keep and prune, comments, and which mistake is the lesser one.

use bodytext::{Comments, Error, Extractor, Favor, Options, Scope, Selector, SelectorProblem};

const PAGE: &str = include_str!("../fixtures/status/found.html");

fn text(options: Options, html: &str) -> String {
    Extractor::new(options).extract(html).text().to_owned()
}

fn pruned(selector: &str, html: &str) -> String {
    text(Options::new().with_prune(selector.parse().unwrap()), html)
}

fn kept(selector: &str, html: &str) -> String {
    text(Options::new().with_keep(selector.parse().unwrap()), html)
}

#[test]
fn what_is_pruned_never_comes_out_of_a_page() {
    let whole = text(Options::new(), PAGE);
    assert!(whole.contains("Nobody knows"));
    for (selector, gone, stays) in [
        ("h2", "What remains\n", "What remains in the pot"),
        (".entry-content > p", "Nobody knows", "What remains"),
        ("article.post, #comments", "Nobody knows", ""),
        ("[class^=entry]", "Nobody knows", ""),
        ("html", "Nobody knows", ""),
    ] {
        let text = pruned(selector, PAGE);
        assert!(!text.contains(gone), "{selector}: {text}");
        assert!(text.contains(stays), "{selector}: {text}");
    }
}

#[test]
fn what_is_kept_always_comes_out_of_a_page_in_its_place() {
    let text = kept("aside.sidebar, footer p", PAGE);
    let positions: Vec<_> = ["Green tea wants", "A pot of clay", "All rights reserved"]
        .iter()
        .map(|part| text.find(part).unwrap())
        .collect();
    assert!(positions.is_sorted());
    assert!(!text.contains("Contact") && !text.contains("Water"), "the rest is chosen as before: {text}");
    // Even of a page that has nothing else.
    let shell =
        "<title>Tea</title><div id=app></div><p class=note data-x hidden>Closed on Mondays.</p><script></script>";
    assert_eq!(kept(".note", shell), "Closed on Mondays.");
    assert_eq!(kept("[data-x]", shell), "Closed on Mondays.");
}

#[test]
fn pruning_goes_before_keeping_whichever_is_inside() {
    let page = "<div class=a><p>Tea <b>hot</b></p><div class=b><p>Water</p></div></div>";
    let both = |keep: &str, prune: &str| {
        text(Options::new().with_keep(keep.parse().unwrap()).with_prune(prune.parse().unwrap()), page)
    };
    assert_eq!(both(".a", ".b"), "Tea hot");
    assert_eq!(both(".b", ".a"), "");
    assert_eq!(both("b", "p"), "");
    let options = Options::new().with_prune("b".parse().unwrap()).with_prune(".b".parse().unwrap());
    assert_eq!((options.prune().len(), text(options, page).as_str()), (2, "Tea"));
}

#[test]
fn lists_for_advertisements_use_more_of_css() {
    let page = "<div><p>Green tea.</p><div class=box><span class=sponsor>Ad</span> Pots!</div><p>Black tea.</p>\
                <h4>Read on</h4><ul><li>Cups</ul></div>";
    for (selector, text) in [
        ("div:has(> .sponsor)", "Green tea.\n\nBlack tea.\n\nRead on\n\nCups"),
        ("h4, h4 + ul", "Green tea.\n\nAd Pots!\n\nBlack tea."),
        ("div > :not(p, .box)", "Green tea.\n\nPots!\n\nBlack tea."),
        (".box ~ *", "Green tea.\n\nAd Pots!"),
        ("body > div > :nth-child(-n+2)", "Black tea.\n\nRead on\n\nCups"),
    ] {
        assert_eq!(pruned(selector, page), text, "{selector}");
    }
}

#[test]
fn selectors_work_on_bodies_inside_sentences_and_in_code() {
    let body = "<p>Green tea<sup class=note>1</sup> wants patience.</p><ul><li>Sencha<li class=ad>Buy now!</ul>\
                <pre>let tea;<span class=copy>Copy</span>\n  pour();</pre><p hidden class=answer>The second.</p>\
                <figure><img src=a.jpg><figcaption data-k=c>A cup</figcaption></figure>";
    let out = pruned(".note, .ad, .copy, [data-k]", body);
    assert_eq!(out, "Green tea wants patience.\n\nSencha\n\nlet tea;\n  pour();");
    assert!(!text(Options::new(), body).contains("The second."));
    assert!(kept(".answer", body).contains("The second."));
    // What is around it stays hidden.
    assert_eq!(kept("b", "<p>Tea</p><div hidden>Pot <p>Cup <b>Rim</b></p></div>"), "Tea\n\nRim");
    assert_eq!(kept("b", "---\ntitle: Tea\n---\n<p>Tea</p><p hidden>Pot <b>Rim</b></p>"), "Tea\n\nRim");
}

#[test]
fn a_text_that_is_said_twice_stays_where_the_first_is_pruned() {
    let article = "<p>Green tea wants patience, cool water, and as every grower will tell you, a pot of clay.</p>";
    let page = format!("<title>Tea</title><article><div class=lead>{article}</div><div>{article}</div></article>");
    let options = Options::new().with_scope(Scope::Page);
    assert_eq!(text(options.clone(), &page).matches("patience").count(), 1);
    assert_eq!(text(options.with_prune(".lead".parse().unwrap()), &page).matches("patience").count(), 1);
}

#[cfg(feature = "rcdom")]
#[test]
fn selectors_work_on_trees_of_others() {
    use html5ever::tendril::TendrilSink;
    let page = "<tea-cup>Pots!</tea-cup><p data-x=1>Green</p><p data-y=1>Black</p>";
    let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default()).one(page);
    let options = Options::new().with_prune("tea-cup, [data-x]".parse().unwrap());
    assert_eq!(Extractor::new(options).extract_dom(&dom.document, &bodytext::Hints::new()).text(), "Black");
}

#[cfg(feature = "rcdom")]
#[test]
fn text_behind_a_doctype_is_no_front_matter_of_a_tree_either() {
    use html5ever::tendril::TendrilSink;
    let from_tree = |page: &str| {
        let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default()).one(page);
        bodytext::extract_dom(&dom.document, &bodytext::Hints::new()).text().to_owned()
    };
    for page in ["<!doctype html>{\"title\": 1}<p>Green</p>", "<html lang=en>{\"title\": 1}<p>Green</p>"] {
        assert_eq!(from_tree(page), "{\"title\": 1}\n\nGreen");
        assert_eq!(from_tree(page), bodytext::extract(page).text());
    }
    assert_eq!(from_tree("---\ntitle: Tea\n---\n<p>Green</p>"), "Green");
}

#[test]
fn a_selector_says_what_is_wrong_with_it_and_where() {
    let error = "article > p:hover".parse::<Selector>().unwrap_err();
    let Error::Selector { at, problem, .. } = &error else { unreachable!() };
    assert_eq!((*at, *problem), (11, SelectorProblem::Pseudo));
    let message =
        "cannot use the selector `article > p:hover`: at byte 11 there is a pseudo-class that is not supported";
    assert_eq!(error.to_string(), message);
    assert_eq!(".a > B".parse::<Selector>().unwrap().to_string(), ".a > B");
}

#[test]
fn comments_below_an_article_are_kept_or_left_out() {
    let with = |comments| text(Options::new().with_comments(comments), PAGE);
    assert!(!with(Comments::Auto).contains("ten minutes"));
    assert!(!with(Comments::Drop).contains("ten minutes"));
    let kept = with(Comments::Keep);
    assert!(kept.contains("Nobody knows") && kept.contains("ten minutes") && kept.contains("The goats of my uncle"));
    assert!(!kept.contains("Reply") && !kept.contains("Related posts"));
}

#[test]
fn comments_of_a_body_are_kept_unless_they_are_not_wanted() {
    let body = "<p>Tea</p><ol class='comment-list wp-block'><li itemprop=comment>Water!</ol>\
                <pre><span class=comment># a remark</span>\nbrew</pre><div class=post-with-comments-open>Pots</div>";
    assert!(text(Options::new(), body).contains("Water!"));
    let dropped = text(Options::new().with_comments(Comments::Drop), body);
    assert_eq!(dropped, "Tea\n\n# a remark\nbrew\n\nPots");
}

#[test]
fn the_dial_goes_from_less_to_more() {
    let with = |favor| text(Options::new().with_favor(favor), PAGE);
    let (less, middle, more) = (with(Favor::Precision), with(Favor::Balanced), with(Favor::Recall));
    assert!(less.len() <= middle.len() && middle.len() <= more.len());
    assert!(less.contains("Nobody knows"));
    let body = "<p>Tea</p><p><a href=/>more</a></p>";
    assert_eq!(text(Options::new().with_favor(Favor::Precision), body), "Tea\n\nmore");
}
