// The worker: the same answers, in another thread that may break down.

import assert from "node:assert/strict";
import { test } from "node:test";
import { extract, metadata, probe } from "../pkg/node.js";
import { BodytextWorker } from "../pkg/worker-node.js";
import { workerOf } from "../pkg/worker.js";

const post = "<h2>Tea</h2><p>Green tea wants <b>patience</b>.</p>";

test("a worker answers what the function answers", async () => {
  const worker = new BodytextWorker();
  const [one, two] = await Promise.all([worker.extract(post, { headline: true }), worker.extract("<p>Black tea.</p>")]);
  assert.equal(one.text, extract(post).text);
  assert.equal(await one.toMarkdown(), extract(post).toMarkdown());
  assert.equal(await one.toHTML(), extract(post).toHTML());
  assert.deepEqual(one.blocks, extract(post).blocks);
  assert.equal(two.text, "Black tea.");
  assert.ok(one.milliseconds > 0);
  const { article, blocks } = await worker.explain(post);
  assert.equal(blocks.length, 2);
  assert.equal(await article.toMarkdown(), extract(post).toMarkdown());
  assert.equal((await worker.extractBytes(new TextEncoder().encode(post))).encoding.name, "UTF-8");
  assert.deepEqual(await worker.metadata(post, { title: "Tea" }), metadata(post, { title: "Tea" }));
  assert.deepEqual(await worker.probe(post), probe(post));
  assert.equal(await worker.isProbablyArticle(post), false);
  worker.close();
  await assert.rejects(worker.extract(post), /closed/);
});

test("errors keep their kind", async () => {
  const worker = new BodytextWorker();
  await assert.rejects(worker.extract(post, { favour: 1 }), TypeError);
  await assert.rejects(
    worker.extract(post, { keep: "p:hover" }),
    (error) => error instanceof SyntaxError && /`keep`/.test(error.message),
  );
  await assert.rejects(worker.extract(7), TypeError);
  await assert.rejects(worker.metadata(post, { favour: 1 }), TypeError);
  await assert.rejects(worker.probe(7), TypeError);
  assert.equal((await worker.extract(post)).text, extract(post).text);
  worker.close();
  assert.throws(() => new BodytextWorker({ time: 3 }), TypeError);
  assert.throws(() => new BodytextWorker({ timeout: 0 }), RangeError);
});

test("a worker that takes too long is replaced, and what waits is done", async () => {
  const worker = new BodytextWorker({ timeout: 2_000 });
  await worker.extract(post);
  const endless = `<p>${"Green tea wants patience. ".repeat(20)}</p>`.repeat(200_000);
  const slow = worker.explain(endless, { maxBytes: Infinity, scope: "page" });
  const next = worker.extract(post);
  await assert.rejects(slow, { name: "TimeoutError" });
  assert.equal((await next).text, extract(post).text);
  worker.close();
});

test("a worker that breaks down is replaced, and only the call it was at fails", async () => {
  let spawned = 0;
  // The first one dies at what it is told, the others answer.
  const Worker = workerOf(() => {
    const isFirst = spawned++ === 0;
    let message, broken;
    return {
      post: () =>
        queueMicrotask(() =>
          isFirst ? broken(new Error("out of memory")) : message({ result: '{"text":"done"}', milliseconds: 1 }),
        ),
      stop() {},
      onMessage: (f) => (message = f),
      onError: (f) => (broken = f),
    };
  });
  const worker = new Worker();
  const [first, second] = await Promise.allSettled([worker.extract("a"), worker.extract("b")]);
  assert.equal(first.status, "rejected");
  assert.match(first.reason.message, /broke down/);
  assert.equal(second.value.text, "done");
  assert.equal(spawned, 2);
});

test("a worker whose end is told while it is being ended gives the reason all the same", async () => {
  // As Deno's do.
  const Worker = workerOf(() => {
    let broken;
    return { post() {}, stop: () => broken(new Error("it ended")), onMessage() {}, onError: (f) => (broken = f) };
  });
  const worker = new Worker({ timeout: 5 });
  await assert.rejects(worker.extract("a"), { name: "TimeoutError" });
  const waiting = worker.extract("b");
  worker.close();
  await assert.rejects(waiting, /closed/);
});
