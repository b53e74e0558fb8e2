// The page as a person uses it, in a browser, from the folder that was built.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../serve.mjs";
import { browse, skip } from "./browser.mjs";

const fixture = (name) => readFileSync(join(import.meta.dirname, "../../fixtures/pages", name, "input.html"), "utf8");
let server, address, browser;

before(async () => {
  if (skip) return;
  ({ server, address } = await serve(join(import.meta.dirname, "../dist"), 0));
  browser = await browse({ permissions: ["clipboard-read", "clipboard-write"] });
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** The page, newly opened, and every request that it makes. */
async function opened() {
  const page = await browser.context.newPage();
  page.requests = [];
  page.problems = [];
  page.on("request", (request) => page.requests.push(request.url()));
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("dialog", (dialog) => (page.problems.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  await page.goto(address);
  return page;
}

/** Gives HTML to the page, and waits for the answer. */
async function given(page, html) {
  await page.fill("#html", html);
  await page.click("#go");
  await settled(page);
}
const settled = (page) =>
  page.waitForFunction(
    () => document.querySelector("#message").textContent === "" && !document.querySelector("#result").hidden,
  );
const markdown = async (page) => {
  await page.click("#tab-markdown");
  return (await page.waitForSelector("#view pre")).textContent();
};
const block = (page, text) => page.locator("#blocks .b", { has: page.locator("p", { hasText: text }) }).first();
const open = async (page, text) => {
  await page.evaluate(() => document.querySelectorAll("details.fold").forEach((fold) => (fold.open = true)));
  return block(page, text);
};

test("what is pasted comes out, with its blocks and the reasons", { skip }, async () => {
  const page = await opened();
  await page.evaluate((html) => navigator.clipboard.writeText(html), fixture("blog-hugo"));
  await page.focus("#html");
  await page.keyboard.press("Control+V");
  await settled(page);
  assert.match(await page.textContent("#facts"), /content found/);
  assert.match(await page.textContent("#facts"), /[\d.]+ ms/);
  const frame = page.frameLocator("#view iframe");
  assert.ok((await frame.locator("article p").count()) > 2);
  assert.equal(await frame.locator("script").count(), 0);

  const kept = page.locator("#blocks .b.kept").first();
  await kept.hover();
  assert.match(await kept.locator(".why").textContent(), /kept, score \d+ %/);
  assert.ok((await kept.locator(".why li.for").count()) > 0);
  assert.match(await kept.locator(".why code").textContent(), /^html > body/);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("every view has its form", { skip }, async () => {
  const page = await opened();
  await given(page, fixture("news-german"));
  const source = await markdown(page);
  await page.click("#tab-json");
  await page.waitForFunction(() => document.querySelector("#view pre")?.textContent.startsWith("{"));
  const json = JSON.parse(await page.textContent("#view pre"));
  assert.equal(json.status.kind, "found");
  await page.click("#tab-text");
  await page.waitForSelector("#view pre.prose");
  assert.equal(await page.textContent("#view pre"), json.text);
  await page.click("#tab-metadata");
  await page.waitForSelector("#view table");
  assert.ok((await page.textContent("#view table")).includes(json.metadata.title));
  assert.ok((await page.locator("#view .source").count()) > 3);

  await page.click("#tab-markdown");
  await page.click("#copy");
  await page.waitForFunction(() => document.querySelector("#copy").textContent === "Copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), source);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.match(saved.suggestedFilename(), /\.md$/);
  await page.close();
});

test("files are read in their encoding, several of them side by side", { skip }, async () => {
  const page = await opened();
  const gbk = Buffer.concat([
    Buffer.from("<meta charset=gbk><p>"),
    Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7, 0xa1, 0xa3]),
    Buffer.from("</p>"),
  ]);
  await page.setInputFiles("#files", [
    { name: "greeting.html", mimeType: "text/html", buffer: gbk },
    { name: "tea.html", mimeType: "text/html", buffer: Buffer.from("<h2>Tea</h2><p>Green tea.</p>") },
    {
      name: "picture.png",
      mimeType: "image/png",
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    },
  ]);
  await settled(page);
  assert.equal((await markdown(page)).trim(), "你好，世界。");
  assert.match(await page.textContent("#facts"), /GBK/);
  await page.click("#several li:nth-child(2) button");
  await page.waitForFunction(() => document.querySelector("#view pre")?.textContent.includes("Green tea."));
  await page.click("#several li:nth-child(3) button");
  await page.waitForFunction(() => document.querySelector("#facts").textContent.includes("not html"));
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#all")]);
  const lines = readFileSync(await saved.path(), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ file }) => file),
    ["greeting.html", "tea.html", "picture.png"],
  );
  assert.equal(lines[0].text, "你好，世界。");
  await page.close();
});

test("a file that is dropped is an input", { skip }, async () => {
  const page = await opened();
  const transfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["<h2>Tea</h2><p>Black tea.</p>"], "tea.html", { type: "text/html" }));
    return transfer;
  });
  await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
  await settled(page);
  assert.equal(await markdown(page), "## Tea\n\nBlack tea.\n");
  await page.close();
});

test("a folder among files that are dropped costs no file", { skip }, async () => {
  const page = await opened();
  // What a browser does with a folder, which no script can drop.
  await page.evaluate(() => {
    const { arrayBuffer } = File.prototype;
    File.prototype.arrayBuffer = function () {
      return this.name === "folder"
        ? Promise.reject(new DOMException("no file", "NotFoundError"))
        : arrayBuffer.call(this);
    };
  });
  const file = (name, text) => ({ name, mimeType: "text/html", buffer: Buffer.from(text) });
  await page.setInputFiles("#files", [
    file("a.html", "<p>Green tea.</p>"),
    file("folder", ""),
    file("b.html", "<p>Pu'er.</p>"),
  ]);
  await settled(page);
  assert.equal(await markdown(page), "Green tea.\n");
  assert.equal(await page.locator("#several li").count(), 2);
  assert.equal(await page.textContent("#unread"), "Cannot be read: folder");
  await given(page, "<p>Black tea.</p>");
  assert.equal(await page.textContent("#unread"), "");
  await page.close();
});

test("a file that is asked for twice while it is read is read whole", { skip }, async () => {
  const page = await opened();
  const text = `<p>${"Green tea wants patience. ".repeat(20)}</p>`.repeat(2_000);
  await page.setInputFiles("#files", { name: "tea.html", mimeType: "text/html", buffer: Buffer.from(text) });
  await page.fill("#favor", "2");
  await page.fill("#favor", "0");
  await settled(page);
  assert.match(await markdown(page), /^Green tea wants patience\./);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.ok(readFileSync(await saved.path(), "utf8").length > 1_000_000);
  await page.close();
});

test("a page of very many blocks is shown", { skip }, async () => {
  const page = await opened();
  await page.evaluate(
    (html) => {
      document.querySelector("#html").value = html;
      document.querySelector("#scope").value = "body";
      document.querySelector("#go").click();
    },
    `<div hidden>${"<p>pot".repeat(130_000)}</div>${"<p>tea".repeat(130_000)}`,
  );
  await settled(page);
  assert.ok((await page.locator("#blocks .b").count()) > 130_000);
  assert.deepEqual(page.problems, []);
  await page.close();
});

test("the dial and the other options take effect at once", { skip }, async () => {
  const page = await opened();
  await given(page, fixture("news-english"));
  const lengths = {};
  for (const [value, name] of ["precision", "balanced", "recall"].entries()) {
    await page.fill("#favor", String(value));
    await settled(page);
    lengths[name] = (await markdown(page)).length;
    await page.click("#tab-reader");
  }
  assert.ok(
    lengths.precision <= lengths.balanced && lengths.balanced <= lengths.recall && lengths.precision < lengths.recall,
    JSON.stringify(lengths),
  );
  await page.selectOption("#scope", "body");
  await settled(page);
  assert.ok((await markdown(page)).length > lengths.recall);
  await page.selectOption("#scope", "auto");
  await page.check("#headline");
  await page.waitForFunction(() => document.querySelector("#view pre")?.textContent.startsWith("# "));
  await page.close();
});

test("a click leaves a block out, a second one takes that back, and a dropped one is kept", { skip }, async () => {
  const page = await opened();
  await given(page, fixture("blog-hugo"));
  const whole = await markdown(page);
  const first = page.locator("#blocks .b.kept:not(.h1, .h2, .h3)").first();
  const text = (await first.locator("p").textContent()).slice(0, 25);
  assert.ok(whole.replace(/[*\\]/g, "").includes(text), text);
  const others = await page.locator("#blocks .b.kept").count();

  await first.locator("> p").click({ position: { x: 5, y: 5 } });
  await page.waitForSelector("#blocks .b.dropped-by-wish");
  assert.equal(await page.locator("#blocks .b.dropped-by-wish").count(), 1, "one block, and no other");
  assert.equal(await page.locator("#blocks .b.kept").count(), others - 1);
  await page.waitForFunction((was) => document.querySelector("#view pre").textContent.length < was, whole.length);
  assert.equal(await page.locator("#wishes li.prune").count(), 1);

  await page.keyboard.press("Enter");
  await page.waitForFunction((was) => document.querySelector("#view pre").textContent === was, whole);
  assert.equal(await page.locator("#wishes li").count(), 0);

  await page.evaluate(() => document.querySelectorAll("details.fold").forEach((fold) => (fold.open = true)));
  const dropped = page.locator("#blocks .b.dropped").first();
  const label = await dropped.locator("p").textContent();
  await dropped.locator("> p").click({ position: { x: 5, y: 5 } });
  await page.waitForSelector("#blocks .b.kept-by-wish");
  assert.ok((await page.locator("#blocks .b.kept-by-wish p").allTextContents()).includes(label));
  await page.click("#wishes li button");
  await page.waitForFunction(() => !document.querySelector("#blocks .b.kept-by-wish"));
  await page.close();
});

test("an element around a block can be meant as well", { skip }, async () => {
  const page = await opened();
  await given(
    page,
    `<html><head><title>Tea</title></head><body><article><h1>Tea</h1>${"<p>Green tea wants patience, cool water and, as every grower will tell you, a pot of clay.</p>".repeat(3)}<div class="offer box"><p>These pots of ours are made by hand, and they come with a lid that fits, as no other does.</p><p>Whoever buys two of them gets a third one, of a smaller size, and pays nothing for it at all.</p></div></article></body></html>`,
  );
  await markdown(page);
  const offer = await open(page, "These pots of ours");
  const wasKept = await offer.evaluate((node) => node.classList.contains("kept"));
  await offer.hover();
  await offer.locator(".why button", { hasText: "div.offer.box" }).click();
  await page.waitForFunction(
    (kept) => document.querySelectorAll(kept ? "#blocks .b.dropped-by-wish" : "#blocks .b.kept-by-wish").length === 2,
    wasKept,
  );
  assert.equal(await page.textContent("#wishes code"), "div.offer.box");
  await page.close();
});

test("a tap of a finger shows the reasons, and acts only where it is told to", { skip }, async () => {
  const touch = await browse({ hasTouch: true, viewport: { width: 390, height: 844 } });
  const page = await touch.context.newPage();
  await page.goto(address);
  await given(page, fixture("blog-hugo"));
  await page.tap("#tab-blocks");
  const kept = page.locator("#blocks .b.kept:not(.h1, .h2, .h3)").first();
  await kept.tap({ position: { x: 8, y: 8 } });
  assert.ok(await kept.locator(".why").isVisible());
  assert.equal(await page.locator("#wishes li").count(), 0);
  await kept.locator(".why button").first().tap();
  await page.waitForSelector("#blocks .b.dropped-by-wish");
  await touch.close();
});

test("keys lead from kept to kept, and the search finds what is folded", { skip }, async () => {
  const page = await opened();
  await given(page, fixture("news-english"));
  await page.click("#blocks-title");
  await page.keyboard.press("j");
  const isKept = () => page.evaluate(() => document.activeElement.className);
  assert.match(await isKept(), /^b kept/);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "search");
  const folded = await page.locator("details.fold .b p").first().textContent();
  await page.keyboard.type(folded.slice(0, 12));
  assert.ok(Number(await page.textContent("#found")) > 0);
  await page.keyboard.press("Enter");
  assert.match(await isKept(), /hit/);
  await page.focus("#tab-reader");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getAttribute("#tab-markdown", "aria-selected"), "true");
  await page.close();
});

test("nothing of a hostile page runs, and no request leaves", { skip }, async () => {
  const vectors = `<html><head><title>Tea</title><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
    <link rel="stylesheet" href="https://evil.example/a.css"><script>parent.postMessage(1,"*");alert(1)</script></head><body onload="alert(2)"><article><h1>Tea</h1>
    <p>Green tea wants patience, cool water and, as every grower will tell you, a pot of clay. <img src="https://evil.example/a.png" onerror="alert(3)"><img src=x onerror=alert(4)></p>
    <p><a href="javascript:alert(5)">Water</a> that boils makes it bitter. <a href="https://evil.example/b" ping="https://evil.example/ping">More</a> <svg onload="alert(6)"><script>alert(7)</script></svg></p>
    <p>&lt;script&gt;alert(8)&lt;/script&gt; <b onclick="alert(9)">is how not to brew</b> it, and &lt;img src=x onerror=alert(10)&gt; is another way of doing that.</p>
    <iframe src="https://evil.example/c" srcdoc="<script>alert(11)</script>"></iframe><video src="https://evil.example/d.mp4" poster="https://evil.example/e.png" autoplay></video>
    <object data="https://evil.example/f"></object><embed src="https://evil.example/g"><form action="https://evil.example/h"><input autofocus onfocus="alert(12)"></form>
    <style>@import "https://evil.example/i.css"; p { background: url(https://evil.example/j.png) }</style>
    <table background="https://evil.example/k.png"><tr><td>Tea</td><td>3 min</td></tr></table><math><mtext><mglyph><style><img src=x onerror=alert(13)></style></mglyph></mtext></math>
    <p class="x"></p><img src="data:image/svg+xml,<svg onload=alert(14) xmlns='http://www.w3.org/2000/svg'/>"><picture><source srcset="https://evil.example/l.png"><img src="https://evil.example/m.png" alt="&quot;><script>alert(15)</script>"></picture>
    </article></body></html>`;
  const page = await opened();
  for (const scope of ["auto", "body"]) {
    await page.selectOption("#scope", scope);
    await given(page, vectors);
    for (const tab of ["reader", "markdown", "text", "json", "metadata"]) {
      await page.click(`#tab-${tab}`);
      await page.waitForTimeout(150);
    }
    await page.click("#tab-reader");
    for (const one of await page.locator("#blocks .b").all()) await one.focus();
    await (await open(page, "Green tea wants")).click();
    await settled(page);
    const inner = page.frameLocator("#view iframe");
    await inner.locator("article").waitFor();
    assert.equal(
      await inner
        .locator("script, iframe, object, embed, form, style, [onerror], [onload], [onclick], [href^='javascript']")
        .count(),
      0,
    );
  }
  assert.deepEqual(page.problems, []);
  const foreign = page.requests.filter((url) => !url.startsWith(address) && !/^(data|blob|about):/.test(url));
  assert.deepEqual(foreign, []);
  assert.ok(page.requests.some((url) => url.endsWith(".wasm")) || page.requests.length > 2);
  await page.close();
});

test("all of it is there in Chinese, in the dark and on a phone", { skip }, async () => {
  const page = await opened();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.click("#language");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.click("#sample");
  await settled(page);
  assert.match(await page.textContent("#facts"), /找到正文/);
  const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(await isTooWide(), false);
  await page.click("#tab-blocks");
  assert.ok(await page.locator("#blocks .b.kept").first().isVisible());
  assert.equal(await isTooWide(), false);
  const english = await page.evaluate(() =>
    [...document.querySelectorAll("[data-t]")]
      .filter((node) => node.checkVisibility?.() && /^[A-Za-z ,.]{4,}$/.test(node.textContent))
      .map((node) => node.textContent),
  );
  assert.deepEqual(english, []);
  await page.reload();
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.click("#language");
  await page.close();
});

test("the bookmarklet hands over the page that it is clicked on, and that is saved", { skip }, async () => {
  const page = await opened();
  const bookmarklet = await page.getAttribute("#bookmarklet", "href");
  assert.match(bookmarklet, /^javascript:/);
  await page.close();
  const other = await browser.context.newPage();
  await other.route("https://leaf.example/**", (route) =>
    route.fulfill({ contentType: "text/html", body: fixture("blog-hugo") }),
  );
  await other.goto("https://leaf.example/post");
  const [opening] = await Promise.all([
    browser.context.waitForEvent("page"),
    other.evaluate(bookmarklet.slice("javascript:".length)),
  ]);
  const saved = await opening.waitForEvent("download");
  const content = readFileSync(await saved.path(), "utf8");
  assert.match(content, /^---\nsource: "https:\/\/leaf\.example\/post"\ntitle: "/);
  assert.match(saved.suggestedFilename(), /\.md$/);
  await opening.close();
  await other.close();
});
