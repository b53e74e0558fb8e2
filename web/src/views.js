// The article in the forms that it can be looked at in.

import { el } from "./dom.js";
import { language, t } from "./i18n.js";

/** The article in a frame that runs nothing and loads nothing but the style sheet: pictures are named, not fetched. */
export function reader(article, html, theme) {
  const body = new DOMParser().parseFromString(html, "text/html");
  for (const image of body.querySelectorAll("img")) {
    const address = image.getAttribute("src") ?? "";
    if (address.startsWith("data:image/")) continue;
    const picture = body.createElement("span");
    picture.className = "picture";
    const name = body.createElement("b");
    name.textContent = image.getAttribute("alt") || t("picture");
    picture.append(name, address);
    image.replaceWith(picture);
  }
  for (const other of body.querySelectorAll("link, meta, base, style, script, iframe, object, embed")) other.remove();

  const { title, authors, published, language: tongue, metadata } = article;
  const head = body.createElement("header");
  if (title) head.append(Object.assign(body.createElement("h1"), { textContent: title }));
  const line = [metadata.siteName, authors.join(", "), published && day(published)].filter(Boolean).join(" · ");
  if (line) head.append(Object.assign(body.createElement("p"), { textContent: line }));
  const content = body.createElement("article");
  while (body.body.firstChild) content.append(body.body.firstChild);
  if (article.text === "" && article.images.length === 0) {
    content.append(Object.assign(body.createElement("p"), { className: "nothing", textContent: t("no_text") }));
  }

  const page = document.implementation.createHTMLDocument(title ?? "");
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `default-src 'none'; style-src ${location.origin}; img-src data:`;
  const style = page.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("reader.css", document.baseURI).href;
  const base = page.createElement("base");
  base.target = "_blank";
  page.head.append(policy, base, style);
  page.documentElement.className = theme;
  if (tongue) page.documentElement.lang = tongue;
  if (metadata.direction) page.documentElement.dir = metadata.direction;
  if (head.childNodes.length > 0) page.body.append(head);
  page.body.append(content);

  const frame = el("iframe", { title: title ?? t("reader") });
  // Links open beside the page, when somebody clicks on them. Nothing else is allowed.
  frame.sandbox = "allow-popups allow-popups-to-escape-sandbox";
  frame.referrerPolicy = "no-referrer";
  frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
  return frame;
}

/** A date as people read it; one that is only a day keeps to that. */
function day({ iso, raw }) {
  if (!iso) return raw;
  const [, date] = /^(\d{4}-\d\d-\d\d)/.exec(iso) ?? [];
  if (!date) return iso;
  return new Date(`${date}T12:00:00Z`).toLocaleDateString(language() === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  });
}

/** The fields of the metadata that are known, each with its source and with what lost against it. */
export function metadata({ metadata }) {
  const { sources, candidates, extra, pageType, pageTypeProbability, ...fields } = metadata;
  const rows = [];
  for (const [field, value] of Object.entries(fields)) {
    if (value === null || (Array.isArray(value) && value.length === 0)) continue;
    if (typeof value === "number" && !(field in sources)) continue;
    const lost = candidates.filter((one) => one.field === field && one.value !== shown(value));
    rows.push(
      el(
        "tr",
        {},
        el("th", {}, t(field)),
        el(
          "td",
          {},
          shown(value),
          sources[field] && el("span", { class: "source", title: t("source") }, sources[field]),
          ...lost.slice(0, 5).map((one) => el("span", { class: "lost" }, `${t("lost")}: ${one.value} (${one.source})`)),
        ),
      ),
    );
  }
  if (Object.keys(extra).length > 0)
    rows.push(el("tr", {}, el("th", {}, t("extra")), el("td", {}, JSON.stringify(extra, null, 1))));
  return el("table", {}, ...rows);
}

function shown(value) {
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value !== "object") return String(value);
  if ("iso" in value) return value.iso && value.iso !== value.raw ? `${value.iso} (${value.raw})` : value.raw;
  return value.url ?? JSON.stringify(value);
}
