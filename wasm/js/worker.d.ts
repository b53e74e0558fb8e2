import type {
  ArticleData,
  Bytes,
  Explanation,
  HTMLOptions,
  MarkdownOptions,
  Metadata,
  Options,
  Probe,
} from "./index.js";

/** An article that a worker has extracted; what has to be written is written there. */
export interface WorkerArticle extends ArticleData {
  /** How long the extraction took. */
  readonly milliseconds: number;
  toMarkdown(options?: MarkdownOptions): Promise<string>;
  toHTML(options?: HTMLOptions): Promise<string>;
}

export interface WorkerOptions {
  /** How long one call may take, in milliseconds; then the worker is replaced. Default: as long as it takes. */
  timeout?: number;
}

/**
 * Extracts in a worker, one input after the other. A worker that breaks down, or takes too long, is replaced; what waits is
 * done by the next.
 */
export class BodytextWorker {
  constructor(options?: WorkerOptions);
  extract(html: string, options?: Options): Promise<WorkerArticle>;
  extractBytes(bytes: Bytes, options?: Options): Promise<WorkerArticle>;
  explain(html: string, options?: Options): Promise<Explanation<WorkerArticle> & { milliseconds: number }>;
  explainBytes(bytes: Bytes, options?: Options): Promise<Explanation<WorkerArticle> & { milliseconds: number }>;
  metadata(html: string, options?: Options): Promise<Metadata>;
  probe(html: string): Promise<Probe>;
  isProbablyArticle(html: string): Promise<boolean>;
  /** Ends the worker; what has not been answered fails. */
  close(): void;
}
