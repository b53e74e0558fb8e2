// The package's functions over one build of the WebAssembly.

import { ArticleData, explanationOf } from "./article.js";
import { HTML, MARKDOWN, check, explained, request } from "./options.js";

/** An instance that has grown beyond this is replaced by a fresh one: memory never shrinks in an instance. */
const MEMORY_KEPT = 64 * 1024 * 1024;

/**
 * @param {object} glue the script that wasm-bindgen wrote
 * @param {{ load?: () => void, fetch?: () => unknown }} source how it is loaded, at the first call or by `init`
 */
export function api(glue, { load, fetch }) {
  let isLoaded = false;
  let loading;

  class Article extends ArticleData {
    toMarkdown(options) {
      const { ruby = false } = check(options, MARKDOWN);
      return call(() => glue.toMarkdown(ArticleData.written(this), ruby));
    }
    toHTML(options) {
      const { linkRel = "", codeClasses = false } = check(options, HTML);
      return call(() => glue.toHTML(ArticleData.written(this), linkRel, codeClasses));
    }
    static fromJSON(value) {
      const json = typeof value === "string" ? value : JSON.stringify(value);
      call(() => glue.toHTML(json, "", false));
      return new Article(json);
    }
  }

  /** Calls into the WebAssembly. A trap leaves the instance in no state to be used again, so that a new one takes its place. */
  function call(work, options) {
    if (!isLoaded) {
      if (!load) throw new Error("bodytext is not loaded: call `await init()` once before");
      load();
      isLoaded = true;
    }
    try {
      const result = work();
      if (glue.memoryBytes() > MEMORY_KEPT) glue.__wbg_reset_state();
      return result;
    } catch (error) {
      // Where the stack is exhausted, browsers throw a RangeError or an InternalError of their own.
      const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === "InternalError";
      if (!isTrap) throw explained(error, options);
      glue.__wbg_reset_state();
      throw new Error("the extraction broke off, most likely for want of memory", { cause: error });
    }
  }

  const toArticle = (json, input) => new Article(json, input);
  const ofString = (html) => {
    if (typeof html !== "string") throw new TypeError(`HTML is a string, not ${html === null ? "null" : typeof html}`);
    return html;
  };
  const ofBytes = (bytes) => {
    if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
    if (ArrayBuffer.isView(bytes)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    throw new TypeError("bytes are a Uint8Array or an ArrayBuffer");
  };
  const needsFull = () => {
    throw new Error("this build takes strings alone: import `bodytext/full` for bytes of unknown encoding");
  };

  /** One of the four functions that read an input, giving JSON. */
  const run = (name, input, options) => {
    const { options: written, hints } = request(options);
    return call(() => (glue[name] ?? needsFull)(input, written, hints), options);
  };

  return {
    Article,
    async init(source) {
      if (isLoaded && source === undefined) return;
      loading ??= (async () => {
        const module_or_path = source ?? fetch?.();
        if (module_or_path === undefined) return;
        await glue.default({ module_or_path });
        isLoaded = true;
      })().finally(() => (loading = undefined));
      await loading;
    },
    extract: (html, options) => toArticle(run("extract", ofString(html), options), html),
    explain: (html, options) => explanationOf(run("explain", ofString(html), options), html, toArticle),
    extractBytes: (bytes, options) => toArticle(run("extractBytes", ofBytes(bytes), options)),
    explainBytes: (bytes, options) => explanationOf(run("explainBytes", ofBytes(bytes), options), undefined, toArticle),
    /** For the worker: the JSON, which is what crosses the border between threads best. */
    run,
    render: (name, json, ...rest) => call(() => glue[name](json, ...rest)),
  };
}
