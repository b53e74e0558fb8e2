// What runs in a browser's worker.

import * as build from "./full.js";
import { answering } from "./worker.js";

const answer = answering(build, (message) => self.postMessage(message));
self.addEventListener("message", ({ data }) => answer(data));
