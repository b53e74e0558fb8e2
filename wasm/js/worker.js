// A worker that extracts: one input after the other, in an instance of its own, replaced where it breaks down.

import { ArticleData, explanationOf, metadataOf, probeOf } from "./article.js";
import { HTML, MARKDOWN, inputOf, request, writing } from "./options.js";

/** An article that a worker has extracted. What has to be written is written there. */
class WorkerArticle extends ArticleData {
  #worker;

  constructor(json, input, worker) {
    super(json, input);
    this.#worker = worker;
  }
  async toMarkdown(options) {
    return this.#write("toMarkdown", writing(options, MARKDOWN));
  }
  async toHTML(options) {
    return this.#write("toHTML", writing(options, HTML));
  }
  async #write(name, how) {
    return (await this.#worker.call("render", [name, ArticleData.written(this), how])).result;
  }
}

/**
 * @param {() => { post(message: object): void, stop(): void, onMessage(f: Function): void, onError(f: Function): void }} spawn
 */
export function workerOf(spawn) {
  return class BodytextWorker {
    #timeout;
    #thread;
    #queue = [];
    #current;
    #timer;
    #isClosed = false;

    constructor(options = {}) {
      const { timeout = Infinity, ...others } = options;
      const [unknown] = Object.keys(others);
      if (unknown) throw new TypeError(`there is no option \`${unknown}\`: known is timeout`);
      if (typeof timeout !== "number") throw new TypeError("the option `timeout` is a number of milliseconds");
      if (!(timeout > 0)) throw new RangeError("the option `timeout` is more than zero");
      this.#timeout = timeout;
    }

    extract(html, options) {
      return this.#article("extract", html, options);
    }
    extractBytes(bytes, options) {
      return this.#article("extractBytes", bytes, options);
    }
    explain(html, options) {
      return this.#explanation("explain", html, options);
    }
    explainBytes(bytes, options) {
      return this.#explanation("explainBytes", bytes, options);
    }
    async metadata(html, options) {
      return metadataOf(JSON.parse((await this.#run("metadata", html, options)).result));
    }
    async probe(html) {
      return probeOf((await this.#run("probe", html)).result);
    }
    async isProbablyArticle(html) {
      return (await this.probe(html)).isProbablyArticle;
    }

    /** Ends the worker. What has not been answered yet fails. */
    close() {
      this.#isClosed = true;
      this.#stop();
      const waiting = this.#queue.splice(0);
      if (this.#current) waiting.unshift(this.#current);
      this.#current = undefined;
      for (const { reject } of waiting) reject(new Error("the worker was closed"));
    }
    [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
      this.close();
    }

    async #article(name, input, options) {
      const { result, milliseconds } = await this.#run(name, input, options);
      const article = new WorkerArticle(result, typeof input === "string" ? input : undefined, this);
      return Object.assign(article, { milliseconds });
    }
    async #explanation(name, input, options) {
      const { result, milliseconds } = await this.#run(name, input, options);
      const toArticle = (json, html) => new WorkerArticle(json, html, this);
      return { ...explanationOf(result, typeof input === "string" ? input : undefined, toArticle), milliseconds };
    }
    async #run(name, input, options) {
      request(options);
      return this.call("run", [name, inputOf(name, input), options]);
    }

    /** For the package itself. */
    call(name, args) {
      return new Promise((resolve, reject) => {
        if (this.#isClosed) throw new Error("the worker was closed");
        this.#queue.push({ name, args, resolve, reject });
        this.#next();
      });
    }

    /** One call at a time, so that it is known which one a worker broke down at. */
    #next() {
      if (this.#current || this.#queue.length === 0) return;
      this.#current = this.#queue.shift();
      try {
        this.#thread ??= this.#start();
        this.#thread.post({ name: this.#current.name, args: this.#current.args });
      } catch (error) {
        this.#settle("reject", error);
        return;
      }
      if (Number.isFinite(this.#timeout)) {
        this.#timer = setTimeout(() => {
          this.#stop();
          this.#settle("reject", new DOMException(`no answer within ${this.#timeout} milliseconds`, "TimeoutError"));
        }, this.#timeout);
      }
    }

    #start() {
      const thread = spawn();
      thread.onMessage(({ result, error, milliseconds }) => {
        if (thread !== this.#thread) return;
        if (error) this.#settle("reject", revived(error));
        else this.#settle("resolve", { result, milliseconds });
      });
      thread.onError((error) => {
        if (thread !== this.#thread) return;
        this.#stop();
        this.#settle("reject", new Error("the worker broke down", { cause: error }));
      });
      return thread;
    }

    #stop() {
      clearTimeout(this.#timer);
      // Deno tells that it ended before `stop` is through: by then it is nobody's any more.
      const thread = this.#thread;
      this.#thread = undefined;
      thread?.stop();
    }

    #settle(how, value) {
      clearTimeout(this.#timer);
      const current = this.#current;
      this.#current = undefined;
      current?.[how](value);
      this.#next();
    }
  };
}

function revived({ name, message }) {
  const Kind = { TypeError, RangeError, SyntaxError }[name] ?? Error;
  return new Kind(message);
}

/**
 * Answers the calls of a `BodytextWorker`, in the worker.
 *
 * @param {{ init(): Promise<void>, run: Function, render: Function }} build
 * @param {(message: object) => void} post
 */
export function answering(build, post) {
  let loading;
  return async ({ name, args }) => {
    try {
      await (loading ??= build.init());
      const start = performance.now();
      const result = build[name](...args);
      post({ result, milliseconds: performance.now() - start });
    } catch (error) {
      loading = undefined;
      post({ error: { name: error?.name, message: error?.message ?? String(error) } });
    }
  };
}
