// Selectors for what a person clicks on: for exactly one text block, and for the elements around it.
//
// A block knows the place in the input that its text begins at. A mark is put there, the input is parsed by the browser (a document
// that runs nothing and loads nothing), and the element that holds the mark is the one.

const MARK = "\u{E000}bodytext\u{E000}";
const NAMED = new Set([
  "article",
  "aside",
  "figure",
  "footer",
  "form",
  "header",
  "main",
  "nav",
  "section",
  "ul",
  "ol",
  "table",
  "blockquote",
  "details",
  "div",
]);

const plain = (text) => text.replaceAll(MARK, "").replace(/\s+/g, "");
const quoted = (value) => `"${value.replace(/["\\]/g, "\\$&")}"`;

/**
 * @param {string} html the whole input
 * @param {{ text: string, source: { start: number, end: number } | null }} block
 * @returns {{ one: string, around: { selector: string, label: string }[] } | null} null where it cannot be told
 */
export function selectorsOf(html, block) {
  const element = elementOf(html, block);
  if (!element) return null;
  const around = [];
  for (let outer = element; outer && outer !== outer.ownerDocument.body; outer = outer.parentElement) {
    const name = outer.localName;
    if (!NAMED.has(name) && !outer.id && outer.classList.length === 0) continue;
    const classes = [...outer.classList].slice(0, 2);
    if (!outer.id && classes.length === 0 && name === "div") continue;
    if (!/^[a-z][a-z0-9-]*$/.test(name)) continue;
    const selector = outer.id ? `[id=${quoted(outer.id)}]` : name + classes.map(classSelector).join("");
    const label = outer.id ? `${name}#${outer.id}` : name + classes.map((one) => `.${one}`).join("");
    if (!around.some((one) => one.selector === selector)) around.push({ selector, label });
  }
  return { one: placeOf(element), around: around.slice(0, 5) };
}

const classSelector = (name) => (/^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[class~=${quoted(name)}]`);

function elementOf(html, { text, source }) {
  if (!source || html.includes(MARK)) return null;
  let at = source.start;
  // Where the range begins with tags, the text begins behind them.
  for (let tag; (tag = /^\s*<[^>]*>/.exec(html.slice(at, Math.min(source.end, at + 4096))));) at += tag[0].length;
  const marked = new DOMParser().parseFromString(html.slice(0, at) + MARK + html.slice(at), "text/html");
  const texts = marked.createTreeWalker(marked, NodeFilter.SHOW_TEXT);
  let node = texts.nextNode();
  while (node && !node.data.includes(MARK)) node = texts.nextNode();
  if (!node?.parentElement || !marked.body.contains(node)) return null;

  const wanted = plain(text);
  let element = node.parentElement;
  while (element !== marked.body && !plain(element.textContent).includes(wanted)) element = element.parentElement;
  if (element === marked.body) return null;
  const whole = plain(element.textContent);
  while (element.parentElement !== marked.body && plain(element.parentElement.textContent) === whole)
    element = element.parentElement;
  return element;
}

/** A selector that this element alone fits: its place among its siblings, and so up to an element with an id of its own. */
function placeOf(element) {
  const steps = [];
  for (let at = element; at; at = at.parentElement) {
    const isOwnId = at.id && at.ownerDocument.querySelectorAll(`[id=${quoted(at.id)}]`).length === 1;
    if (isOwnId) {
      steps.unshift(`[id=${quoted(at.id)}]`);
      break;
    }
    if (at === at.ownerDocument.body || !at.parentElement) {
      steps.unshift(at.localName);
    } else {
      const number = [...at.parentElement.children].indexOf(at) + 1;
      const name = /^[a-z][a-z0-9-]*$/.test(at.localName) ? at.localName : "";
      steps.unshift(`${name}:nth-child(${number})`);
    }
  }
  return steps.join(" > ");
}
