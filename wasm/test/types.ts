// Compiled, not run, for browsers and for Node alone: the types let good calls through, and no bad ones.

import {
  Article,
  type Block,
  type Explanation,
  type Metadata,
  type Options,
  type Probe,
  explain,
  extract,
  extractBytes,
  init,
  isProbablyArticle,
  metadata,
  probe,
} from "bodytext";
import { BodytextWorker } from "bodytext/worker";

await init();
const options: Options = { url: "https://a.example/", favor: "recall", keep: [".a"], referenceTime: new Date() };
const article: Article = extract("<p>x</p>", options);
const title: string | null = article.title;
const markdown: string = article.toMarkdown({ ruby: true });
const levels: number[] = article.blocks.flatMap((block: Block) => (block.kind === "heading" ? [block.level] : []));
const rows = article.blocks.flatMap((block) =>
  block.kind === "table" ? block.rows.map((row) => row.cells.length) : [],
);
const explanation: Explanation = explain("<p>x</p>");
const copy: Article = Article.fromJSON(article.toJSON());
const known: Metadata = metadata("<p>x</p>", options);
const glance: Probe = probe("<p>x</p>");
const readable: boolean = isProbablyArticle("<p>x</p>") && glance.proseBytes > 100;
const worker = new BodytextWorker({ timeout: 1000 });
const html: string = await (await worker.extractBytes(new Uint8Array(3))).toHTML();

await init(new URL("https://a.example/bodytext.wasm"));
extractBytes(Buffer.from("<p>x</p>"));
extractBytes(new ArrayBuffer(3));

// @ts-expect-error: there is no such value
extract("<p>x</p>", { favor: "best" });
// @ts-expect-error: there is no such option
extract("<p>x</p>", { favour: "recall" });
// @ts-expect-error: bytes are no string
extractBytes("<p>x</p>");
// @ts-expect-error: a glance has no options
probe("<p>x</p>", options);
// @ts-expect-error: articles are read-only
article.text = "";

export { copy, explanation, html, known, levels, markdown, readable, rows, title };
