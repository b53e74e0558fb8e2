// Workers in Node, Deno and Bun.

import { Worker } from "node:worker_threads";
import { workerOf } from "./worker.js";

export const BodytextWorker = workerOf(() => {
  const worker = new Worker(new URL("./thread-node.js", import.meta.url));
  // Who waits for an answer keeps the process, a worker without work does not.
  worker.unref();
  return {
    post: (message) => {
      worker.ref();
      worker.postMessage(message);
    },
    stop: () => void worker.terminate(),
    onMessage: (f) =>
      worker.on("message", (message) => {
        worker.unref();
        f(message);
      }),
    onError: (f) => {
      worker.on("error", f);
      worker.on("exit", (code) => f(new Error(`it ended with the code ${code}`)));
    },
  };
});
