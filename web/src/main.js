// The page: inputs in, articles out, all of it in a worker beside it.

import { BodytextWorker } from "bodytext/worker";
import { browse } from "../../cli/src/explain/blocks.js";
import * as blocks from "./blocks.js";
import { clipping, fileName } from "../extension/clip.js";
import { el, refill } from "./dom.js";
import { language, localStorageValue, speak, t } from "./i18n.js";
import { selectorsOf } from "./pick.js";
import * as views from "./views.js";

const $ = (id) => document.getElementById(id);
const worker = new BodytextWorker({ timeout: 60_000 });
const FAVORS = ["precision", "balanced", "recall"];
const FORMS = {
  markdown: ["md", "text/markdown"],
  text: ["txt", "text/plain"],
  json: ["json", "application/json"],
  reader: ["html", "text/html"],
  metadata: ["json", "application/json"],
};

/**
 * The inputs, and which of them is on view. An input of bytes becomes one of text as soon as its encoding is known.
 *
 * @type {{ name: string, html?: string, bytes?: Uint8Array, encoding?: object, wishes: { kind: "keep" | "prune", selector: string, label: string }[] }[]}
 */
let inputs = [];
let current;
let shown;
let view = "reader";
let runs = 0;

speak();
const tools = browse($("blocks"), { search: $("search"), found: $("found"), next: $("next"), previous: $("previous") });

// Inputs.

$("go").addEventListener("click", () => {
  const html = $("html").value;
  if (html.trim() === "") return say(t("nothing"), true);
  take([{ name: "HTML", html, wishes: [] }]);
});
$("html").addEventListener("paste", () => setTimeout(() => $("go").click()));
$("html").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("go").click();
});
$("files").addEventListener("change", ({ target }) => {
  takeFiles([...target.files]);
  target.value = "";
});
$("sample").addEventListener("click", async () => {
  const html = await (await fetch(`sample-${language()}.html`)).text();
  $("html").value = html;
  take([{ name: t("sample"), html, wishes: [] }]);
});
// A file that is dropped anywhere is an input, and never takes the page's place.
addEventListener("dragover", (event) => {
  event.preventDefault();
  $("drop").classList.add("over");
});
addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? $("drop").classList.remove("over"));
addEventListener("drop", (event) => {
  event.preventDefault();
  $("drop").classList.remove("over");
  const { files } = event.dataTransfer;
  const html = event.dataTransfer.getData("text/html") || event.dataTransfer.getData("text/plain");
  if (files.length > 0) takeFiles([...files]);
  else if (html) {
    $("html").value = html;
    $("go").click();
  }
});

async function takeFiles(files) {
  const read = async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), wishes: [] });
  const results = await Promise.allSettled(files.map(read));
  take(results.filter(({ status }) => status === "fulfilled").map(({ value }) => value));
  // A folder among them, or a file that somebody else holds.
  const unread = files.filter((_, index) => results[index].status === "rejected").map(({ name }) => name);
  $("unread").textContent = unread.length > 0 ? `${t("unread")}: ${unread.join(", ")}` : "";
}

function take(taken) {
  if (taken.length === 0) return;
  $("unread").textContent = "";
  inputs = taken;
  current = inputs[0];
  showInputs();
  run(true);
}

function showInputs() {
  $("several").hidden = inputs.length < 2;
  $("several")
    .querySelector("ul")
    .replaceChildren(
      ...inputs.map((input) => {
        const choose = () => {
          current = input;
          showInputs();
          run();
        };
        const count = input.characters === undefined ? "" : `${input.characters.toLocaleString()} ${t("words")}`;
        return el(
          "li",
          {},
          el(
            "button",
            { type: "button", "aria-current": input === current ? "true" : null, onclick: choose },
            input.name,
            el("span", { class: "n" }, count),
          ),
        );
      }),
    );
}

// Options.

for (const id of ["favor", "scope", "comments", "headline"]) $(id).addEventListener("input", () => current && run());
$("url").addEventListener("change", () => current && run());

function optionsOf(input) {
  const url = $("url").value.trim();
  const wished = (kind) => input.wishes.filter((wish) => wish.kind === kind).map(({ selector }) => selector);
  return {
    favor: FAVORS[$("favor").value],
    scope: $("scope").value,
    comments: $("comments").value,
    headline: $("headline").checked,
    url: url === "" ? undefined : url,
    keep: wished("keep"),
    prune: wished("prune"),
  };
}

// Extraction.

async function run(isNew = false) {
  const input = current;
  const number = ++runs;
  $("favor").setAttribute("aria-valuetext", t(FAVORS[$("favor").value]));
  say(t("working"));
  try {
    const answer = await extracted(input);
    if (number !== runs) return;
    shown = { input, ...answer };
    say("");
    show();
    if (isNew && matchMedia("(max-width: 52rem)").matches) $("result").scrollIntoView();
    if (isNew) countOthers(number);
  } catch (error) {
    if (number === runs) say(`${error.message}`, true);
  }
}

async function extracted(input) {
  if (input.html === undefined) {
    const { encoding } = await worker.extractBytes(input.bytes, { maxOutput: 0 });
    // What is no text is told from its bytes.
    if (!encoding) return worker.explainBytes(input.bytes, optionsOf(input));
    // Whoever asked for it at the same time may have been here before.
    if (input.html === undefined) {
      input.encoding = encoding;
      input.html = new TextDecoder(encoding.name).decode(input.bytes);
      input.bytes = undefined;
    }
  }
  const answer = await worker.explain(input.html, optionsOf(input));
  // The time of an extraction as such: an explanation takes a few times as long.
  const { milliseconds } = await worker.extract(input.html, optionsOf(input));
  input.characters = [...answer.article.text].length;
  return { ...answer, milliseconds };
}

async function countOthers(number) {
  for (const input of inputs) {
    if (input === current || input.characters !== undefined) continue;
    try {
      await extracted(input);
    } catch {
      input.characters = 0;
    }
    if (number !== runs && !inputs.includes(input)) return;
    showInputs();
  }
  showInputs();
}

// The result.

function show() {
  const { article, blocks: all, milliseconds, threshold, input } = shown;
  $("result").hidden = false;
  const fact = (name, value) => el("li", {}, el("span", {}, `${name} `), el("b", {}, value));
  const { pageType } = article.metadata;
  $("facts").replaceChildren(
    fact(
      t("status"),
      t(article.status) + (article.emptyReason ? ` (${article.emptyReason.replaceAll("_", " ")})` : ""),
    ),
    fact(t("confidence"), `${Math.round(article.confidence * 100)} %`),
    ...(pageType ? [fact(t("kind"), t(pageType))] : []),
    ...(threshold === null ? [] : [fact(t("threshold"), `${Math.round(threshold * 100)} %`)]),
    fact(t("length"), `${[...article.text].length.toLocaleString()} ${t("words")}`),
    ...(input.encoding ? [fact(t("encoding"), input.encoding.name)] : []),
    fact(t("took"), `${milliseconds.toFixed(1)} ${t("milliseconds")}`),
  );
  showView();
  showBlocks();
  showInputs();
}

const tabs = [...document.querySelectorAll("[role=tab]")];
for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const seen = tabs.filter((one) => one.offsetParent !== null);
    const next = seen[(seen.indexOf(tab) + step + seen.length) % seen.length];
    choose(next);
    next.focus();
  });
}

function choose(tab) {
  view = tab.dataset.view;
  for (const one of tabs) {
    one.setAttribute("aria-selected", String(one === tab));
    one.tabIndex = one === tab ? 0 : -1;
  }
  $("view").setAttribute("aria-labelledby", tab.id);
  document.body.classList.toggle("show-blocks", view === "blocks");
  if (shown) showView();
}

const writers = {
  text: async ({ article }) => article.text,
  markdown: ({ article }) => article.toMarkdown(),
  json: async ({ article }) => JSON.stringify(article, null, 2),
  reader: ({ article }) => article.toHTML({ linkRel: "noopener noreferrer", codeClasses: true }),
  metadata: async ({ article }) => JSON.stringify(article.metadata, null, 2),
  blocks: ({ article }) => article.toMarkdown(),
};

async function showView() {
  const [looked, of] = [view, shown];
  const written = await writers[looked](of);
  if (looked !== view || of !== shown) return;
  const theme = document.documentElement.dataset.theme ?? "";
  const content =
    {
      reader: () => views.reader(of.article, written, theme),
      metadata: () => views.metadata(of.article),
    }[looked]?.() ?? el("pre", { class: looked === "text" ? "prose" : null, dir: "auto" }, written || t("no_text"));
  $("view").replaceChildren(content);
  $("view").scrollTop = 0;
}

$("copy").addEventListener("click", async () => {
  if (!shown) return;
  await navigator.clipboard.writeText(await writers[view](shown));
  $("copy").textContent = t("copied");
  setTimeout(() => ($("copy").textContent = t("copy")), 1200);
});
$("save").addEventListener("click", async () => {
  if (!shown) return;
  const [ending, type] = FORMS[view] ?? FORMS.markdown;
  download(`${fileName(shown.article.title ?? shown.input.name)}.${ending}`, type, await writers[view](shown));
});
$("all").addEventListener("click", async () => {
  const lines = [];
  for (const input of inputs) {
    try {
      const { article } = await extracted(input);
      lines.push(JSON.stringify({ file: input.name, ...article.toJSON() }));
    } catch (error) {
      lines.push(JSON.stringify({ file: input.name, error: error.message }));
    }
  }
  download("articles.jsonl", "application/jsonl", `${lines.join("\n")}\n`);
});

function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// The blocks.

function showBlocks(focus) {
  const { blocks: all, input } = shown;
  const { scrollTop } = $("blocks");
  $("key").replaceChildren(...blocks.key(all));
  refill($("blocks"), blocks.list(all));
  $("wishes").replaceChildren(
    ...input.wishes.map((wish) => {
      const remove = () => {
        input.wishes = input.wishes.filter((one) => one !== wish);
        run();
      };
      const button = el(
        "button",
        { type: "button", title: t("remove"), "aria-label": `${t("remove")}: ${wish.label}`, onclick: remove },
        "×",
      );
      return el(
        "li",
        { class: wish.kind, title: wish.selector },
        `${wish.kind === "keep" ? "+" : "−"} `,
        el("code", {}, wish.label),
        button,
      );
    }),
  );
  tools.look();
  $("blocks").scrollTop = scrollTop;
  if (lastActed !== undefined) {
    const block = $("blocks").querySelector(`[data-index="${lastActed}"]`);
    block?.closest("details")?.setAttribute("open", "");
    block?.focus({ preventScroll: true });
    lastActed = undefined;
  }
}

/** The block that was clicked on, to get the focus back once the answer is there. */
let lastActed;
const kept = (verdict) => verdict.startsWith("kept");

function explainBlock(element) {
  if (element.querySelector(":scope > .why")) return;
  const block = shown.blocks[element.dataset.index];
  const selectors = selectorsOf(shown.input.html ?? "", block);
  element.append(blocks.why(block, selectors, (kind, selector) => act(element, kind, selector)));
}

function act(element, kind, selector) {
  const index = Number(element.dataset.index);
  const block = shown.blocks[index];
  const { input } = shown;
  if (kind !== "toggle") {
    input.wishes.push({ kind, selector, label: selector });
  } else {
    const selectors = selectorsOf(input.html ?? "", block);
    if (!selectors) return say(t("no_click"), true);
    const before = input.wishes.length;
    input.wishes = input.wishes.filter((wish) => wish.selector !== selectors.one);
    // A second click takes back the first.
    if (input.wishes.length === before) {
      const label = block.text.length > 32 ? `${block.text.slice(0, 30)}…` : block.text;
      input.wishes.push({
        kind: kept(block.verdict) || block.verdict === "headline" ? "prune" : "keep",
        selector: selectors.one,
        label,
      });
    }
  }
  lastActed = index;
  run();
}

for (const event of ["pointerover", "focusin"]) {
  $("blocks").addEventListener(event, ({ target }) => {
    const block = target.closest(".b");
    if (block) explainBlock(block);
  });
}
// A finger cannot hover: a tap shows the reasons, and what can be done stands below them.
let pointer = "mouse";
$("blocks").addEventListener("pointerdown", ({ pointerType }) => (pointer = pointerType));
$("blocks").addEventListener("click", ({ target }) => {
  const block = target.closest(".b");
  if (block && pointer !== "touch" && !target.closest(".why")) act(block, "toggle");
});
$("blocks").addEventListener("keydown", (event) => {
  if (event.target.classList.contains("b") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    act(event.target, "toggle");
  }
});

// The bookmarklet opens this page, and hands it the page that it was clicked on. It is saved at once.

const bookmarklet = `javascript:(()=>{const o=${JSON.stringify(location.origin)},w=open(${JSON.stringify(location.origin + location.pathname)}+"#clip");addEventListener("message",e=>{if(e.source===w&&e.origin===o)w.postMessage({html:document.documentElement.outerHTML,url:location.href},o)})})()`;
$("bookmarklet").href = bookmarklet;
$("bookmarklet").addEventListener("click", (event) => event.preventDefault());

if (location.hash === "#clip" && window.opener) {
  const { opener } = window;
  addEventListener("message", async ({ source, data }) => {
    if (source !== opener || typeof data?.html !== "string") return;
    window.opener = null;
    $("html").value = data.html;
    $("url").value = typeof data.url === "string" ? data.url : "";
    take([{ name: $("url").value || "HTML", html: data.html, wishes: [] }]);
    const { article } = await extracted(current);
    const { name, content } = clipping(article, await article.toMarkdown({ frontMatter: true }), $("url").value);
    download(name, "text/markdown", content);
  });
  opener.postMessage("bodytext", "*");
}

// Language and light.

$("language").addEventListener("click", () => {
  speak(language() === "zh" ? "en" : "zh");
  sayLanguage();
  if (shown) show();
});
function sayLanguage() {
  $("language").textContent = language() === "zh" ? "English" : "中文";
  $("language").lang = language() === "zh" ? "en" : "zh";
}
sayLanguage();

const theme = localStorageValue("theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = localStorageValue("theme", isDark ? "light" : "dark");
  if (shown && view === "reader") showView();
});

function say(message, isError = false) {
  $("message").textContent = message;
  $("message").classList.toggle("error", isError);
}
