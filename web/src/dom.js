// Elements in a line: whatever comes from an input goes in as text, never as markup.

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties] properties of the element; `class`, `data-…`, `aria-…`, `lang`, `dir` and `role` as attributes
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (/^(class|lang|dir|role|data-.*|aria-.*)$/.test(key)) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
