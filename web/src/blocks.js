// The blocks of an input, coloured by what became of them, with the reasons.

import { el } from "./dom.js";
import { t } from "./i18n.js";

const KEPT = new Set(["kept", "kept_by_repair", "kept_by_wish"]);
/** As many blocks in a row that did not come out are folded. */
const FOLDED = 6;

export const verdictName = (verdict) => t(verdict === "headline" ? "headline_verdict" : verdict);
const classOf = (verdict) => verdict.replaceAll("_", "-");
const percent = (share) => `${Math.round(share * 100)} %`;

/** How many blocks there are of each verdict. */
export function key(blocks) {
  const counts = new Map();
  for (const { verdict } of blocks) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) =>
    el("li", { class: `b ${classOf(verdict)}` }, `${verdictName(verdict)} ${count}`),
  );
}

/**
 * @param {object[]} blocks as `explain` gives them
 * @param {Set<number>} open the blocks whose folds stay open
 * @returns {Node[]}
 */
export function list(blocks, open = new Set()) {
  const out = [];
  let waiting = [];
  const flush = () => {
    const items = waiting.map(([block, index]) => item(block, index));
    if (items.length < FOLDED || waiting.some(([, index]) => open.has(index))) {
      for (const one of items) out.push(one);
    } else {
      const beginning = waiting
        .slice(0, 6)
        .map(([block]) => block.text.slice(0, 40))
        .join(" · ");
      out.push(
        el("details", { class: "fold" }, el("summary", {}, `${items.length} ${t("folded")}: ${beginning}`), items),
      );
    }
    waiting = [];
  };
  blocks.forEach((block, index) => {
    if (block.verdict.startsWith("dropped") || block.verdict === "hidden") {
      // What a wish has left out is what the person has just clicked on.
      if (block.verdict !== "dropped_by_wish") return void waiting.push([block, index]);
    }
    flush();
    out.push(item(block, index));
  });
  flush();
  return out;
}

function item(block, index) {
  const heading = headingOf(block.path);
  return el(
    "div",
    {
      class: `b ${classOf(block.verdict)}${heading ? ` ${heading}` : ""}`,
      tabIndex: 0,
      role: "group",
      "aria-label": `${verdictName(block.verdict)}: ${block.text.slice(0, 80)}`,
      "data-index": String(index),
    },
    el("p", { dir: "auto" }, block.text),
  );
}

/** The reasons for one block, and what can be done about it: made when somebody looks. */
export function why(block, selectors, act) {
  const { verdict, score, path, reasons } = block;
  const isKept = KEPT.has(verdict);
  const title = verdictName(verdict) + (score === null ? "" : `, ${t("score")} ${percent(score)}`);
  const button = (label, kind, selector) => {
    const pressed = (event) => {
      event.stopPropagation();
      act(kind, selector);
    };
    return el("button", { type: "button", onclick: pressed }, label);
  };
  const actions = [];
  if (selectors) {
    actions.push(button(t(isKept ? "prune_one" : "keep_one"), "toggle"));
    for (const { selector, label } of selectors.around) {
      actions.push(button(`${isKept ? "−" : "+"} ${t("all_of")} ${label}`, isKept ? "prune" : "keep", selector));
    }
  }
  return el(
    "div",
    { class: "why" },
    el("b", {}, title),
    el("code", {}, path),
    reasons.length > 0 &&
      el(
        "ol",
        {},
        ...reasons
          .slice(0, 8)
          .map(({ about, weight }) =>
            el(
              "li",
              { class: weight > 0 ? "for" : "against" },
              `${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(1)} ${t(about)}`,
            ),
          ),
      ),
    actions.length > 0 && el("div", { class: "act" }, ...actions),
  );
}

function headingOf(path) {
  const names = path
    .split(" > ")
    .reverse()
    .slice(0, 3)
    .map((part) => part.split(/[#.]/)[0]);
  return names.find((name) => /^h[1-6]$/.test(name));
}
