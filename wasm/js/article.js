// Articles and explanations: the JSON of the WebAssembly as objects with the names that JavaScript has for things.

import { unitsOf } from "./utf16.js";

const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** The same value with its keys in camelCase. What front matter calls its fields stays as it is. */
function camelKeys(value) {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (value === null || typeof value !== "object") return value;
  const out = {};
  for (const [key, inner] of Object.entries(value)) out[camel(key)] = key === "extra" ? inner : camelKeys(inner);
  return out;
}

/** @param {object} written metadata as the WebAssembly writes it, in an article or alone */
export function metadataOf(written) {
  const metadata = camelKeys(written);
  metadata.candidates = (metadata.candidates ?? []).map((one) => ({ ...one, field: camel(one.field) }));
  return metadata;
}

/** @param {string} json a glance at a page as the WebAssembly writes it */
export const probeOf = (json) => camelKeys(JSON.parse(json));

/** Blocks, and what they are made of: ranges counted as JavaScript counts, in whatever depth. */
function blocksOf(written, textUnits, sourceUnits) {
  const inPlace = (range, units) => {
    if (!range || !units) return;
    range.start = units(range.start);
    range.end = units(range.end);
  };
  const blocks = camelKeys(written);
  const waiting = [...blocks];
  while (waiting.length > 0) {
    const part = waiting.pop();
    inPlace(part.range, textUnits);
    inPlace(part.source, sourceUnits);
    if (part.spans?.length > 0) {
      const units = unitsOf(part.text);
      part.spans.forEach((span) => inPlace(span, units));
    }
    for (const inner of [part.blocks, part.items, part.rows, part.cells, part.entries])
      for (const one of inner ?? []) waiting.push(one);
    for (const inner of [part.caption, part.summary]) if (inner && typeof inner === "object") waiting.push(inner);
  }
  return blocks;
}

/** How an article is written, once it is asked for: what the two kinds of articles differ in. */
export class ArticleData {
  #json;
  #input;
  #parsed;
  #blocks;
  #metadata;
  #images;

  /**
   * @param {string} json the article as the WebAssembly writes it
   * @param {string} [input] what it was extracted from, where that was a string
   */
  constructor(json, input) {
    this.#json = json;
    this.#input = input;
  }

  get #data() {
    return (this.#parsed ??= JSON.parse(this.#json));
  }

  get text() {
    return this.#data.text;
  }
  get title() {
    return this.#data.metadata.title;
  }
  get authors() {
    return this.#data.metadata.authors;
  }
  get published() {
    return this.#data.metadata.published;
  }
  get modified() {
    return this.#data.metadata.modified;
  }
  get language() {
    return this.#data.metadata.language;
  }
  get metadata() {
    return (this.#metadata ??= metadataOf(this.#data.metadata));
  }
  get images() {
    return (this.#images ??= camelKeys(this.#data.images));
  }
  get blocks() {
    if (!this.#blocks) {
      const sourceUnits = this.#input === undefined ? undefined : unitsOf(this.#input);
      this.#blocks = blocksOf(this.#data.blocks, unitsOf(this.text), sourceUnits);
      this.#input = undefined;
    }
    return this.#blocks;
  }
  get status() {
    return this.#data.status.kind;
  }
  get emptyReason() {
    return this.#data.status.reason ?? null;
  }
  get confidence() {
    return this.#data.confidence;
  }
  get diagnostics() {
    return camelKeys(this.#data.diagnostics);
  }
  get encoding() {
    return camelKeys(this.#data.encoding ?? null);
  }

  toJSON() {
    return JSON.parse(this.#json);
  }
  toString() {
    return this.text;
  }

  /** The JSON as it is. */
  static written(article) {
    return article.#json;
  }
}

/**
 * @param {string} json an explanation as the WebAssembly writes it
 * @param {string | undefined} input what it is about, where that was a string
 * @param {(json: string, input?: string) => object} toArticle
 */
export function explanationOf(json, input, toArticle) {
  const { article, blocks, ...rest } = JSON.parse(json);
  const units = input === undefined ? (byte) => byte : unitsOf(input);
  for (const { source } of blocks) {
    if (!source) continue;
    source.start = units(source.start);
    source.end = units(source.end);
  }
  return {
    article: toArticle(JSON.stringify(article), input),
    scope: rest.scope,
    threshold: rest.threshold,
    blocks,
  };
}
