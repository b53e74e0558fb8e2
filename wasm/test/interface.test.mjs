// What a script in JavaScript sees: names, ranges that count as strings do, errors that name the option.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import bodytext from "../pkg/node.js";
import { Article, explain, extract, extractBytes, init, isProbablyArticle, metadata, probe } from "../pkg/node.js";

const page = `<!doctype html><html lang="en"><head><title>Green tea – The Leaf</title>
<meta property="og:site_name" content="The Leaf"><meta property="article:published_time" content="2021-07-08T16:41:32+08:00">
<link rel="canonical" href="https://leaf.example/green"></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/pots">Pots</a></ul></nav>
<article><h1>Green tea</h1>
<p>It wants patience, cool water 💧 and, as every grower in the hills will tell you, a pot of <b>good clay</b> – 龙井 too.</p>
<figure><img src="/cup.jpg" width="600" height="400" alt="A cup"><figcaption>A cup, half full</figcaption></figure>
<p>Water that boils makes it bitter, so that most people pour it from some height, which cools it on its way down.</p>
<p class="promo">Buy our pots, they are the best that money can buy, and they come with a lid.</p>
</article><footer><p>© The Leaf</p></footer></body></html>`;

test("an article has the names that JavaScript has for things", async () => {
  await init();
  const article = extract(page, { url: "https://leaf.example/green" });
  assert.equal(article.title, "Green tea");
  assert.equal(article.metadata.siteName, "The Leaf");
  assert.equal(article.metadata.canonicalUrl, "https://leaf.example/green");
  assert.equal(article.metadata.sources.siteName, "open_graph");
  assert.equal(article.published.iso, "2021-07-08T16:41:32+08:00");
  assert.equal(article.images[0].url, "https://leaf.example/cup.jpg");
  assert.equal(article.images[0].raw, "/cup.jpg");
  assert.deepEqual([article.images[0].alt, article.images[0].width], ["A cup", 600]);
  assert.deepEqual([article.status, article.emptyReason, article.encoding], ["found", null, null]);
  assert.ok(article.confidence > 0.5 && article.confidence <= 1);
  assert.match(article.text, /^It wants patience/);
  assert.doesNotMatch(article.text, /Home|© The Leaf/);
  assert.equal(`${article}`, article.text);
  assert.equal(typeof bodytext, "function");
});

test("ranges are those of JavaScript's strings", () => {
  const article = extract(page);
  const paragraph = article.blocks.find((block) => block.text?.includes("good clay"));
  const strong = paragraph.spans.find((span) => span.kind === "strong");
  assert.equal(paragraph.text.slice(strong.start, strong.end), "good clay");
  for (const block of article.blocks) {
    if (block.kind === "paragraph") assert.equal(article.text.slice(block.range.start, block.range.end), block.text);
  }
  const last = article.blocks.findLast((block) => block.text?.startsWith("Water that boils"));
  assert.match(
    page.slice(last.source.start, last.source.end),
    /^<p>Water that boils[^<]*down\.<\/p>$|^Water that boils[^<]*down\.$/,
  );

  // Longer than what is looked up in one step, with characters of one to four bytes, and half a pair of surrogates.
  const long = `<p>${"é龙💧x\ud800".repeat(300)}</p><p>The <i>end</i>.</p>`;
  const blocks = extract(long).blocks;
  const end = blocks.at(-1);
  assert.equal(end.text.slice(end.spans[0].start, end.spans[0].end), "end");
  assert.match(long.slice(end.source.start, end.source.end), /The <i>end<\/i>\./);
  assert.equal(extract(long).text.slice(end.range.start, end.range.end), "The end.");
});

test("a list, a table of any length has its blocks", () => {
  const many = 200_000;
  const options = { scope: "body", maxNodes: Infinity };
  assert.equal(extract(`<ul>${"<li>tea".repeat(many)}</ul>`, options).blocks[0].items.length, many);
  assert.equal(extract(`<table>${"<tr><td>tea<td>pot".repeat(many)}</table>`, options).blocks[0].rows.length, many);
});

test("half a pair of surrogates in an option is U+FFFD, as in HTML", () => {
  const half = "tea\ud83d";
  assert.equal(extract("<p>x", { title: half }).title, "tea\ufffd");
  assert.equal(
    extract("<a href=x>x</a>", { url: `https://a.example/${half}/` }).blocks[0].spans[0].url,
    "https://a.example/tea%EF%BF%BD/x",
  );
  assert.equal(extract(`<p>x<p class="${half}">y`, { prune: `[class="${half}"]` }).text, "x");
  assert.match(extract("<a href=https://a.example/>x</a>").toHTML({ linkRel: half }), /rel="tea\ufffd"/);
  assert.throws(() => extract("<p>x", { keep: `p:${half}` }), { name: "SyntaxError", message: /`keep`/ });
});

test("domain names are read after the standard, by the host", () => {
  const cases = {
    "https://茶.example/": "https://xn--cl1a.example/",
    "//TEA.Example/a": "https://tea.example/a",
    "https://XN--CL1A.example/": "https://xn--cl1a.example/",
    "https://faß.example/": "https://xn--fa-hia.example/",
    "https://ｔｅａ。example/": "https://tea.example/",
    "https://t%C3%A9.example/": "https://xn--t-bga.example/",
    "https://0x7f.1/": "https://127.0.0.1/",
    "https://[::1]/": "https://[::1]/",
    "https://a_b.example/": "https://a_b.example/",
  };
  // No names: the address stays as it is written.
  const wrong = [
    "https://xn--a/",
    "https://a／b.example/",
    "https://a%2Fb.example/",
    "https://é@ü%40.example/",
    "https://\u00ad/",
    "https://t%FF.example/",
    `https://${"茶".repeat(2_000)}/`,
  ];
  const link = (address) => `<p><a href="${address}">tea</a></p>`;
  const html = [...Object.keys(cases), ...wrong].map(link).join("");
  const spans = extract(html, { url: "https://leaf.example/", scope: "body" }).blocks.map(({ spans: [span] }) => span);
  assert.deepEqual(
    spans.map(({ url }) => url),
    [...Object.values(cases), ...wrong],
  );
});

test("JSON is that of the program, and reads back", () => {
  const article = extract(page);
  const json = JSON.parse(JSON.stringify(article));
  assert.equal(json.metadata.site_name, "The Leaf");
  assert.deepEqual(json.status, { kind: "found" });
  const bytes = new TextEncoder().encode(json.text);
  const { start, end } = json.blocks[0].range;
  assert.equal(new TextDecoder().decode(bytes.slice(start, end)), json.blocks[0].text);

  for (const again of [Article.fromJSON(JSON.stringify(article)), Article.fromJSON(json)]) {
    assert.ok(again instanceof Article);
    assert.equal(again.toMarkdown(), article.toMarkdown());
    assert.deepEqual(again.toJSON(), article.toJSON());
  }
  for (const value of [undefined, null, 5, () => json]) {
    assert.throws(() => Article.fromJSON(value), { name: "TypeError", message: /an article is an object/ });
  }
  json.blocks[0].range.end = 1_000_000;
  assert.throws(() => Article.fromJSON(json), Error);
});

test("options do what they say", () => {
  assert.match(extract(page, { headline: true }).toMarkdown(), /^# Green tea\n/);
  assert.doesNotMatch(extract(page, { prune: ".promo" }).text, /Buy our pots/);
  assert.match(extract(page, { keep: ["footer"] }).text, /© The Leaf/);
  assert.match(extract(page, { scope: "body" }).text, /Home/);
  assert.equal(extract("<p>Green tea.</p><p>Black tea.</p>", { maxOutput: 16 }).text, "Green tea.");
  assert.equal(extract("<p>Green tea.</p>", { maxOutput: Infinity, favor: undefined }).text, "Green tea.");
  assert.equal(extract(page, { metadataSources: ["html"] }).metadata.siteName, null);
  assert.equal(extract("## Water\n\nNot **boiling**.\n", { markdown: true }).text, "Water\n\nNot boiling.");
  const links = extract('<p><a href="https://a.example/">A</a></p>').toHTML({ linkRel: "nofollow" });
  assert.match(links, /rel="nofollow"/);
  assert.match(extract("<ruby>人<rt>ひと</rt></ruby>").toMarkdown({ ruby: true }), /<ruby>/);

  const tea = extract('<title>Tea</title><h2>Water</h2><p>See <a href="https://a.example/">A</a>.</p>', {
    scope: "body",
  });
  assert.equal(
    tea.toMarkdown({ links: "reference", headingOffset: 1, headline: true }),
    "# Tea\n\n### Water\n\nSee [A][1].\n\n[1]: https://a.example/\n",
  );
  assert.match(tea.toMarkdown({ frontMatter: true }), /^---\ntitle: "?Tea"?\n---\n/);
  assert.doesNotMatch(tea.toHTML({ links: false }), /<a /);
  const ago =
    '<html><head><title>Tea</title></head><body><article><h1>Tea</h1><p class="byline">By Ann Lee <time>2 hours ago</time></p><p>It wants patience, cool water and, as every grower in the hills will tell you, a pot of clay.</p></article></body></html>';
  assert.equal(
    extract(ago, { referenceTime: new Date("2024-05-06T12:00:00Z") }).published.iso.slice(0, 10),
    "2024-05-06",
  );
  assert.equal(extract(ago).published?.iso ?? null, null);
});

test("metadata alone is that of the article", () => {
  const options = { url: "https://leaf.example/green" };
  const alone = metadata(page, options);
  const whole = extract(page, options).metadata;
  assert.deepEqual(
    [alone.title, alone.siteName, alone.canonicalUrl, alone.published, alone.sources.siteName],
    [whole.title, whole.siteName, whole.canonicalUrl, whole.published, "open_graph"],
  );
  const post = "---\ntitle: Tea\nmood_of: {day_one: calm}\n---\n<p>Green tea.</p>";
  assert.deepEqual(metadata(post).extra, { mood_of: { day_one: "calm" } });
  assert.equal(metadata(page, { metadataSources: ["html"] }).siteName, null);
  assert.equal(metadata("").title, null);
  assert.throws(() => metadata(page, { favour: 1 }), TypeError);
  assert.throws(() => metadata(null), TypeError);
});

test("a glance tells articles from menus", () => {
  const menu = "<nav><a href=/>Home</a></nav><ul><li><a href=/green>Green tea</a><li><a href=/black>Black tea</a></ul>";
  const post = "Green tea wants patience, and water that does not boil: seventy degrees will do. ".repeat(10);
  assert.equal(isProbablyArticle(menu), false);
  assert.equal(isProbablyArticle(`${menu}<p>${post}</p>`), true);
  assert.deepEqual(probe(`<meta property=og:type content=article><p>${post.slice(0, 120)}</p>`), {
    paragraphs: 1,
    proseBytes: 120,
    textBytes: 120,
    declaresArticle: true,
    isProbablyArticle: false,
  });
  assert.equal(probe("").paragraphs, 0);
  assert.throws(() => probe(new Uint8Array(3)), TypeError);
  assert.throws(() => isProbablyArticle(undefined), TypeError);
});

test("errors are those of JavaScript, and name the option", () => {
  const refused = (options, kind, message) =>
    assert.throws(
      () => extract("<p>x", options),
      (error) => error instanceof kind && message.test(error.message),
    );
  refused({ favour: "recall" }, TypeError, /no option `favour`: known are scope, favor/);
  refused({ favor: "best" }, RangeError, /`favor` is one of "balanced", "precision", "recall", not "best"/);
  refused({ favor: 3 }, TypeError, /`favor`.*not 3/);
  refused({ keep: "p:hover" }, SyntaxError, /`keep`: cannot use the selector `p:hover`: at byte 1/);
  refused({ keep: "p", prune: [".a", "p["] }, SyntaxError, /`prune`/);
  refused({ prune: [1] }, TypeError, /`prune` is a selector/);
  refused({ maxBytes: -1 }, RangeError, /`maxBytes`/);
  refused({ maxBytes: "1" }, TypeError, /`maxBytes`/);
  refused({ metadataSources: ["json-ld"] }, RangeError, /`metadataSources`/);
  refused({ referenceTime: new Date(NaN) }, RangeError, /`referenceTime`/);
  refused({ headline: null }, TypeError, /`headline` is true or false, not null/);
  refused("page", TypeError, /options are an object/);
  refused({ url: new URL("https://a.example/") }, TypeError, /`url` is a string, not an object of the kind URL/);
  const round = {};
  round.self = round;
  refused({ favor: round }, TypeError, /`favor`.*not such a value/);
  for (const html of [undefined, null, 5, new Uint8Array(3)]) assert.throws(() => extract(html), TypeError);
  assert.throws(() => extractBytes("<p>x"), TypeError);
  assert.throws(() => extract("<p>x").toMarkdown({ rubby: true }), TypeError);
});

test("bytes are read in their encoding", () => {
  const gbk = Uint8Array.from(
    [..."<p>"]
      .map((c) => c.charCodeAt(0))
      .concat([0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7, 0xa1, 0xa3]),
  );
  const article = extractBytes(gbk, { contentType: "text/html; charset=gbk" });
  assert.equal(article.text, "你好，世界。");
  assert.deepEqual(article.encoding, { name: "GBK", source: "http", replacements: 0 });
  assert.equal(extractBytes(gbk.buffer).text, "你好，世界。");
  const picture = extractBytes(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]));
  assert.deepEqual([picture.status, picture.emptyReason], ["empty", "not_html"]);
});

test("dates and bytes of another context are dates and bytes", () => {
  const [buffer, date] = runInNewContext("[Uint8Array.of(0x3c, 0x70, 0x3e, 0x78).buffer, new Date(0)]");
  assert.equal(extractBytes(buffer, { referenceTime: date }).text, "x");
});

test("an explanation says of every block what became of it", () => {
  const { article, scope, threshold, blocks } = explain(page);
  assert.equal(scope, "page");
  assert.ok(threshold > 0 && threshold < 1);
  assert.equal(article.toMarkdown(), extract(page).toMarkdown());
  const home = blocks.find((block) => block.text === "Home");
  assert.equal(home.verdict, "dropped");
  assert.ok(home.reasons.length > 0 && home.reasons.every((reason) => reason.about && reason.weight !== 0));
  const tea = blocks.find((block) => block.text.startsWith("It wants"));
  assert.equal(tea.verdict, "kept");
  assert.match(tea.path, /^html > body > article > p/);
  assert.match(page.slice(tea.source.start, tea.source.end), /It wants patience, cool water 💧[^]*龙井 too\./);
});

test("an app shell is empty, with its reason", () => {
  const shell = extract("<title>Tea</title><noscript>Please enable JavaScript.</noscript><div id=app></div>");
  assert.deepEqual([shell.text, shell.status, shell.emptyReason], ["", "empty", "needs_script"]);
});
