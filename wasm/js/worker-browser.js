// Workers in browsers, with the full build.

import { workerOf } from "./worker.js";

export const BodytextWorker = workerOf(() => {
  const worker = new Worker(new URL("./thread-browser.js", import.meta.url), { type: "module" });
  return {
    post: (message) => worker.postMessage(message),
    stop: () => worker.terminate(),
    onMessage: (f) => worker.addEventListener("message", ({ data }) => f(data)),
    onError: (f) => {
      worker.addEventListener("error", (event) =>
        f(event.error ?? new Error(event.message || "it could not be loaded")),
      );
      worker.addEventListener("messageerror", () => f(new Error("a message could not be read")));
    },
  };
});
