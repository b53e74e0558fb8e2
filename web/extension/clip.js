// A page as a file of Markdown: front matter, then the article, its pictures by their addresses.

/**
 * @param {{ title: string | null, authors: string[], published: { iso: string | null, raw: string } | null, metadata: object }} article
 * @param {string} markdown
 * @param {string} [url] the address of the page
 * @returns {{ name: string, content: string }}
 */
export function clipping(article, markdown, url) {
  const { title, authors, published, metadata } = article;
  const fields = {
    title,
    authors: authors.length > 0 ? authors : null,
    date: published?.iso ?? null,
    url: metadata.canonicalUrl ?? (url || null),
    site: metadata.siteName,
    language: metadata.language,
    description: metadata.description,
    tags: metadata.tags.length > 0 ? metadata.tags : null,
  };
  // A string in JSON is one in YAML, too.
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${JSON.stringify(value)}`]));
  return { name: `${fileName(title ?? url ?? "page")}.md`, content: `---\n${lines.join("\n")}\n---\n\n${markdown}` };
}

/** A name that every file system takes. */
export function fileName(text) {
  const name = text
    .replace(/[\\/:*?"<>|~\p{C}\s]+/gu, " ")
    .trim()
    .replace(/^[. ]+|[. ]+$/g, "");
  return [...name].slice(0, 80).join("").trim() || "page";
}
