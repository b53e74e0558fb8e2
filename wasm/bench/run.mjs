// bodytext beside Readability.js and defuddle in Node: each page through each tool in turn, in one run.
//
//   npm ci && node run.mjs [CORPUS] [HOW_MANY]
//
// A corpus is a folder with `pages.jsonl` and compressed pages, as in ../shared/corpora. Every tool gets the HTML as a string and has to
// give title, text and Markdown or HTML, so that parsing is in the time of each. The second of two rounds is timed. Quality is the mean
// F1 of words against the text that people made, a Chinese or Japanese character a word.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { Defuddle } from "defuddle/node";
import { JSDOM, VirtualConsole } from "jsdom";
import { parseHTML } from "linkedom";
import { extract } from "../pkg/node.js";

const [corpus = join(import.meta.dirname, "../../../shared/corpora/wcxb"), wanted = "60"] = process.argv.slice(2);
const quiet = new VirtualConsole();
console.warn = console.error = () => {};

const TOOLS = {
  bodytext(html, url) {
    const article = extract(html, { url });
    return [article.text, article.title, article.toMarkdown()];
  },
  "Readability.js, linkedom"(html) {
    const { document } = parseHTML(html);
    const article = new Readability(document).parse();
    return [article?.textContent ?? "", article?.title, article?.content];
  },
  "Readability.js, jsdom"(html, url) {
    const { window } = new JSDOM(html, { url, virtualConsole: quiet });
    const article = new Readability(window.document).parse();
    window.close();
    return [article?.textContent ?? "", article?.title, article?.content];
  },
  async "defuddle, linkedom"(html, url) {
    const { document } = parseHTML(html);
    const article = await Defuddle(document, url, { markdown: true, useAsync: false });
    return [article.contentMarkdown ?? article.content ?? "", article.title];
  },
};

const pages = readFileSync(join(corpus, "pages.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter((page) => page.split === "dev" && page.text);
const step = Math.max(1, Math.floor(pages.length / Number(wanted)));
const chosen = pages.filter((_, index) => index % step === 0).slice(0, Number(wanted));

const totals = Object.fromEntries(Object.keys(TOOLS).map((name) => [name, { milliseconds: 0, f1: 0, failed: 0 }]));
let bytes = 0;
for (const page of chosen) {
  const html = gunzipSync(readFileSync(join(corpus, page.html))).toString();
  bytes += Buffer.byteLength(html);
  for (const [name, tool] of Object.entries(TOOLS)) {
    const total = totals[name];
    let text = "";
    for (const isTimed of [false, true]) {
      const start = performance.now();
      try {
        [text] = await tool(html, page.url ?? "https://page.example/");
      } catch {
        total.failed += isTimed ? 1 : 0;
      }
      if (isTimed) total.milliseconds += performance.now() - start;
    }
    total.f1 += wordF1(page.text, text);
  }
}

console.log(`${chosen.length} pages, ${(bytes / 1e6).toFixed(1)} MB, Node ${process.version}\n`);
console.log("| tool | pages a second | times as long | word F1 | failed |\n| --- | --- | --- | --- | --- |");
for (const [name, { milliseconds, f1, failed }] of Object.entries(totals)) {
  const cells = [
    (chosen.length / milliseconds) * 1000,
    milliseconds / totals.bodytext.milliseconds,
    f1 / chosen.length,
  ];
  console.log(`| ${name} | ${cells[0].toFixed(1)} | ${cells[1].toFixed(1)} | ${cells[2].toFixed(3)} | ${failed} |`);
}

function wordF1(expected, actual) {
  const [one, other] = [words(expected), words(actual)];
  const size = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  let common = 0;
  for (const [word, count] of one) common += Math.min(count, other.get(word) ?? 0);
  const all = size(one) + size(other);
  return all === 0 ? 1 : (2 * common) / all;
}

function words(text) {
  const shown = text.replace(/\]\([^)]*\)/g, "] ");
  const counts = new Map();
  for (const [word] of shown
    .toLowerCase()
    .matchAll(/[\u3040-\u30ff\u3400-\u9fff]|[[\p{L}\p{N}]--[\u3040-\u30ff\u3400-\u9fff]]+/gv))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
