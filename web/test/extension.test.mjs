// The extension, in a browser that has it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { clipping, fileName } from "../extension/clip.js";
import { serve } from "../serve.mjs";
import { browse, skip } from "./browser.mjs";

const root = join(import.meta.dirname, "..");

test("a clipping says where it is from, and has a name for any file system", () => {
  const { name, content } = clipping(
    { title: 'Tea: "green" or\nblack?' },
    '---\ntitle: "Tea"\n---\n\nGreen tea.\n',
    "https://leaf.example/a",
  );
  assert.equal(name, "Tea green or black.md");
  assert.equal(content, '---\nsource: "https://leaf.example/a"\ntitle: "Tea"\n---\n\nGreen tea.\n');
  assert.match(
    clipping({ title: null }, "Green tea.\n", "https://leaf.example/a").content,
    /^---\nsource: [^\n]+\n---\n\nGreen tea\.\n$/,
  );
  assert.equal(fileName("../../etc/passwd"), "etc passwd");
  assert.equal(fileName("..."), "page");
  for (const device of ["CON", "nul", "Com1", "lpt9.txt"]) {
    assert.doesNotMatch(`${fileName(device)}.md`, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
  }
  assert.equal(fileName("Console"), "Console");
  // A name on a disk has at most 255 bytes.
  for (const long of ["🍵".repeat(200), "茶".repeat(200), `${"a".repeat(79)}. b`]) {
    assert.ok(Buffer.byteLength(fileName(long)) <= 200);
    assert.match(fileName(long), /[^. ]$/);
  }
});

test("a click on its button saves the page", { skip }, async () => {
  const extension = join(root, "dist-extension");
  const { server, address } = await serve(join(root, "../fixtures/pages/blog-hugo"), 0);
  const { context, close } = await browse({
    flags: [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker", { timeout: 10_000 }));
    const page = await context.newPage();
    await page.goto(`${address}input.html`);
    // What the browser does at a click on the button, which no test can reach: it hands over the tab and the right to read it.
    const saved = await worker.evaluate(
      async (html) => {
        const done = new Promise((resolve) => {
          chrome.downloads.download = async (what) => resolve(what);
        });
        chrome.scripting.executeScript = async () => [
          { result: { html, url: "https://leaf.example/post", type: "text/html" } },
        ];
        const [tab] = await chrome.tabs.query({ active: true });
        chrome.action.onClicked.dispatch(tab);
        return await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 8_000, null))]);
      },
      readFileSync(join(root, "../fixtures/pages/blog-hugo/input.html"), "utf8"),
    );
    assert.ok(saved, "nothing was saved");
    assert.match(saved.filename, /\.md$/);
    const content = decodeURIComponent(saved.url.replace(/^data:text\/markdown;charset=utf-8,/, ""));
    assert.match(content, /^---\nsource: "https:\/\/leaf\.example\/post"\ntitle: "/);
    assert.ok(content.length > 500);
  } finally {
    await close();
    server.close();
  }
});
