// What becomes of memory.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as glue from "../pkg/full/bodytext.js";
import { extract } from "../pkg/node.js";

test("memory that a large input took is given back", async () => {
  const large = `<p>${"Green tea wants patience. ".repeat(20)}</p>`.repeat(40_000);
  const article = extract(large);
  assert.ok(article.text.length > 20_000_000);
  assert.ok(glue.memoryBytes() <= 64 * 1024 * 1024, `${glue.memoryBytes()} bytes`);
  assert.equal(extract("<p>Black tea.</p>").text, "Black tea.");
});
