// The small build for browsers: the same articles, without what it leaves out.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import * as slim from "../pkg/browser.js";
import * as full from "../pkg/node.js";

test("a call before it is loaded says what is missing", () => {
  assert.throws(() => slim.extract("<p>x"), /await init\(\)/);
});

test("it gives what the full build gives", async () => {
  await slim.init(readFileSync(new URL("../pkg/slim/bodytext_bg.wasm", import.meta.url)));
  await slim.init();
  const pages = join(import.meta.dirname, "../../fixtures/pages");
  const options = { url: "https://a.example/b/c", metadataSources: ["html", "json_ld", "open_graph"] };
  const names = readdirSync(pages);
  assert.ok(names.length > 40);
  for (const name of names) {
    const html = readFileSync(join(pages, name, "input.html"), "utf8");
    const [one, other] = [slim.extract(html, options), full.extract(html, options)];
    assert.deepEqual(one.toJSON(), other.toJSON(), name);
    assert.equal(one.toMarkdown(), other.toMarkdown(), name);
    assert.equal(one.toHTML({ codeClasses: true }), other.toHTML({ codeClasses: true }), name);
    assert.deepEqual(slim.metadata(html, options), full.metadata(html, options), name);
    assert.deepEqual(slim.probe(html), full.probe(html), name);
    assert.equal(slim.explain(html, options).article.toMarkdown(), other.toMarkdown(), name);
  }
});

test("neither build tells where it was built", () => {
  const places = [join(import.meta.dirname, "../.."), process.env.CARGO_HOME ?? join(homedir(), ".cargo")];
  for (const build of ["slim", "full"]) {
    const bytes = readFileSync(new URL(`../pkg/${build}/bodytext_bg.wasm`, import.meta.url));
    for (const place of places) assert.ok(!bytes.includes(place), `${build}: ${place}`);
  }
});

test("what it leaves out it says", () => {
  assert.throws(() => slim.extractBytes(new Uint8Array(3)), /bodytext\/full/);
  assert.throws(() => slim.Article.fromJSON("{}"), /bodytext\/full/);
  const post = "---\ntitle: Tea\n---\n# Water\n\nNot **boiling**.\n";
  assert.deepEqual(slim.extract(post).diagnostics, [{ kind: "markdown" }]);
  assert.equal(full.extract(post).text, "Water\n\nNot boiling.");
});
