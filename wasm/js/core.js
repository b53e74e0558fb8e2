// The package's functions over one build of the WebAssembly.

import { ArticleData, explanationOf, metadataOf, probeOf } from "./article.js";
import { HTML, MARKDOWN, articleOf, explained, inputOf, request, writing } from "./options.js";

/** An instance that has grown beyond this is replaced by a fresh one: memory never shrinks in an instance. */
const MEMORY_KEPT = 64 * 1024 * 1024;

/**
 * @param {object} glue the script that wasm-bindgen wrote
 * @param {{ load?: () => void, fetch?: () => unknown }} source how it is loaded, at the first call or by `init`
 */
export function api(glue, { load, fetch }) {
  const isFull = "extractBytes" in glue;
  let isLoaded = false;
  let loading;

  /**
   * An article, and how to come by it again: the small build, which cannot read articles, extracts once more for Markdown and HTML.
   * Articles of bytes and of JSON there are in the full build alone.
   */
  class Article extends ArticleData {
    #again;

    constructor(json, input, again) {
      super(json, input);
      this.#again = again;
    }
    toMarkdown(options) {
      return this.#write("Markdown", writing(options, MARKDOWN));
    }
    toHTML(options) {
      return this.#write("HTML", writing(options, HTML));
    }
    #write(form, how) {
      if (isFull) return call(() => glue[`to${form}`](ArticleData.written(this), how));
      return call(() => glue[`extract${form}`](...this.#again, how));
    }
    static fromJSON(value) {
      if (!isFull) return needsFull();
      const json = articleOf(value);
      call(() => glue.toHTML(json, "{}"));
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
      const isTrap =
        error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === "InternalError";
      if (!isTrap) throw explained(error, options);
      glue.__wbg_reset_state();
      throw new Error("the extraction broke off, most likely for want of memory", { cause: error });
    }
  }

  const toArticle = (json, input, again) => new Article(json, input, isFull ? undefined : again);
  const needsFull = () => {
    throw new Error(
      "the small build takes HTML as strings alone: import `bodytext/full` for bytes, and for articles in JSON",
    );
  };

  /** One of the functions that read an input, giving JSON. */
  const run = (name, input, options, { options: written, hints } = request(options)) => {
    const checked = inputOf(name, input);
    return call(() => (glue[name] ?? needsFull)(checked, written, hints), options);
  };
  const glance = (html) => probeOf(run("probe", html));
  const ofHTML = (name, html, options, make) => {
    const asked = request(options);
    const json = run(name, html, options, asked);
    return make(json, html, [html, asked.options, asked.hints]);
  };

  return {
    Article,
    async init(source) {
      if (isLoaded) return;
      loading ??= (async () => {
        const module_or_path = source ?? fetch?.();
        if (module_or_path === undefined) return;
        await glue.default({ module_or_path });
        isLoaded = true;
      })().finally(() => (loading = undefined));
      await loading;
    },
    extract: (html, options) => ofHTML("extract", html, options, toArticle),
    explain: (html, options) =>
      ofHTML("explain", html, options, (json, _, again) =>
        explanationOf(json, html, (article) => toArticle(article, html, again)),
      ),
    extractBytes: (bytes, options) => toArticle(run("extractBytes", bytes, options)),
    explainBytes: (bytes, options) => explanationOf(run("explainBytes", bytes, options), undefined, toArticle),
    metadata: (html, options) => metadataOf(JSON.parse(run("metadata", html, options))),
    probe: glance,
    isProbablyArticle: (html) => glance(html).isProbablyArticle,
    /** For the worker: the JSON, which is what crosses the border between threads best. */
    run,
    render: (name, json, how) => call(() => glue[name](json, how)),
  };
}
