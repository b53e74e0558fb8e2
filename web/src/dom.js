// Elements in a line: whatever comes from an input goes in as text, never as markup.

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties] properties of the element; `class`, `data-…`, `aria-…`, `lang`, `dir` and `role` as attributes
 * @param {...(Node | string | null | undefined | false | (Node | string)[])} children lists of any length as lists, not as arguments
 */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (/^(class|lang|dir|role|data-.*|aria-.*)$/.test(key)) element.setAttribute(key, value);
    else element[key] = value;
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

/** Puts other children in: as many as there are, which `replaceChildren` cannot take as its arguments. */
export function refill(element, children) {
  const all = document.createDocumentFragment();
  for (const child of children) all.append(child);
  element.replaceChildren(all);
}
