//! Content that stands in the markup elsewhere than a reader sees it: shadow trees, and what React streams.

use bodytext::extract;

#[test]
fn a_shadow_tree_is_what_the_page_shows_in_its_host() {
    let body = "<p>Before.</p><tea-card><template shadowrootmode=open><style>p{color:red}</style><p>Green tea.</p></template>\
                </tea-card><p>After.</p>";
    assert_eq!(extract(body).text(), "Before.\n\nGreen tea.\n\nAfter.");
}

#[test]
fn slots_show_what_the_host_holds_and_their_own_words_where_it_holds_nothing() {
    let body = "<tea-card><template shadowrootmode=closed><h2><slot name=title>Untitled</slot></h2><slot></slot>\
                <p>Sold by <slot name=seller>us</slot>.</p></template><p>It wants patience.</p>\
                <span slot=title>Green tea</span><i slot=nowhere>Lost</i></tea-card>";
    assert_eq!(extract(body).text(), "Green tea\n\nIt wants patience.\n\nSold by us.");
}

#[test]
fn shadow_trees_nest() {
    let body = "<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open><p>(<slot></slot>)</p></template>\
                <slot></slot></x-b></template>tea</x-a>";
    assert_eq!(extract(body).text(), "(tea)");
}

#[test]
fn other_templates_and_trees_that_wait_for_a_script_show_nothing() {
    assert_eq!(extract("<p>Tea.</p><template><p>Row</p></template>").text(), "Tea.");
    let body = "<x-a><template shadowrootmode=open><style>a{}</style></template><p>Tea.</p></x-a>";
    assert_eq!(extract(body).text(), "Tea.");
}

#[test]
fn what_react_streamed_late_stands_where_it_belongs() {
    let page = "<main><h1>Tea</h1><template id='B:0'></template></main><footer>The Leaf</footer>\
                <div hidden id='S:0'><p>Green.</p><template id='P:1'></template><p>Black.</p></div>\
                <div hidden id='S:1'><p>White.</p></div><script>$RS('S:1','P:1');$RC('B:0','S:0')</script>";
    let article = extract(page);
    let text = article.text();
    assert!(text.contains("Green.\n\nWhite.\n\nBlack."), "{text}");
}
