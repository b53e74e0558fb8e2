// The build with everything, for browsers and bundlers: `await init()` loads it.

import { api } from "./core.js";
import * as glue from "./full/bodytext.js";

const fetch = () => new URL("./full/bodytext_bg.wasm", import.meta.url);

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
} = api(glue, { fetch });
export default init;
