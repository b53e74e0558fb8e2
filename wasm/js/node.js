// For Node, Deno and Bun: the build with everything, loaded from the disk at the first call.

import { readFileSync } from "node:fs";
import { api } from "./core.js";
import * as glue from "./full/bodytext.js";

const load = () => {
  const bytes = readFileSync(new URL("./full/bodytext_bg.wasm", import.meta.url));
  glue.initSync({ module: new WebAssembly.Module(bytes) });
};

export const {
  Article,
  init,
  extract,
  explain,
  extractBytes,
  explainBytes,
  metadata,
  probe,
  isProbablyArticle,
  run,
  render,
} = api(glue, { load });
export default init;
