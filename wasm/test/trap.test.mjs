// What a trap does. It is a real one: the same WebAssembly, allowed little memory.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { extract, init } from "../pkg/node.js";

const wasm = readFileSync(new URL("../pkg/full/bodytext_bg.wasm", import.meta.url));

test("after a trap the next call has a new instance", async () => {
  // Some megabytes more than it begins with.
  await init(new WebAssembly.Module(withMemory(wasm, (least) => least + 64)));
  assert.equal(extract("<p>Green tea.</p>").text, "Green tea.");
  const large = `<p>${"Green tea wants patience. ".repeat(20)}</p>`.repeat(20_000);
  for (let round = 0; round < 3; round++) {
    assert.throws(
      () => extract(large),
      (error) => /broke off/.test(error.message) && error.cause instanceof Error,
    );
    assert.equal(extract("<p>Black tea.</p>").text, "Black tea.");
  }
});

/** The module with a ceiling for its memory, in pages of 64 KiB. */
function withMemory(bytes, ceiling) {
  const varint = (value) => {
    const out = [];
    do out.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    while ((value >>>= 7));
    return out;
  };
  let at = 8;
  const read = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  };
  for (;;) {
    const start = at;
    const section = bytes[at++];
    const length = read();
    const end = at + length;
    if (section === 5) {
      assert.equal(read(), 1);
      read();
      const least = read();
      const memory = [1, 1, ...varint(least), ...varint(ceiling(least))];
      return Buffer.concat([
        bytes.subarray(0, start),
        Buffer.from([5, ...varint(memory.length), ...memory]),
        bytes.subarray(end),
      ]);
    }
    at = end;
  }
}
