// What runs in a worker of Node's.

import { parentPort } from "node:worker_threads";
import * as build from "./node.js";
import { answering } from "./worker.js";

const answer = answering(build, (message) => parentPort.postMessage(message));
parentPort.on("message", answer);
