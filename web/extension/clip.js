// A page as a file of Markdown: front matter, then the article, its pictures by their addresses.

/**
 * @param {{ title: string | null }} article
 * @param {string} markdown the article with its front matter
 * @param {string} [url] the address of the page
 * @returns {{ name: string, content: string }}
 */
export function clipping({ title }, markdown, url) {
  // A string in JSON is one in YAML, too.
  const source = url ? `source: ${JSON.stringify(url)}\n` : "";
  const content = markdown.startsWith("---\n")
    ? `---\n${source}${markdown.slice(4)}`
    : `---\n${source}---\n\n${markdown}`;
  return { name: `${fileName(title ?? url ?? "page")}.md`, content };
}

/** As many bytes as leave room for an ending, and for a number where there is such a file. */
const NAME_BYTES = 200;
/** Names that Windows keeps for its devices, with whatever ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A name that every file system takes. */
export function fileName(text) {
  const name = text
    .replace(/[\\/:*?"<>|~\p{C}\s]+/gu, " ")
    .trim()
    .replace(/^[. ]+|[. ]+$/g, "");
  const utf8 = new TextEncoder();
  let left = NAME_BYTES;
  const short = [...name]
    .slice(0, 80)
    .filter((character) => (left -= utf8.encode(character).length) >= 0)
    .join("");
  return short.replace(DEVICE, "$& page").replace(/[. ]+$/, "") || "page";
}
