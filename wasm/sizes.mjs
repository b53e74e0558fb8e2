// What the parts of the WebAssembly cost: `node sizes.mjs FILE.wasm [HOW_MANY]`, for a file that still has the names of its functions
// (target/wasm32-unknown-unknown/slim/bodytext_wasm.wasm). Bytes of code by crate, the largest functions, bytes of data.

import { readFileSync } from "node:fs";

const [file, shown = "25"] = process.argv.slice(2);
const bytes = readFileSync(file);
let at = 8;
const varint = () => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
};
const string = () => {
  const length = varint();
  return bytes.toString("utf8", at, (at += length));
};

let imported = 0;
let data = 0;
const sizes = [];
const names = new Map();
while (at < bytes.length) {
  const id = bytes[at++];
  const length = varint();
  const end = at + length;
  if (id === 2) {
    for (let left = varint(); left > 0; left--) {
      string();
      string();
      if (bytes[at++] !== 0) throw new Error("an import that is no function");
      varint();
      imported++;
    }
  } else if (id === 10) {
    for (let left = varint(); left > 0; left--) {
      const size = varint();
      sizes.push(size);
      at += size;
    }
  } else if (id === 11) {
    data = length;
  } else if (id === 0 && string() === "name") {
    while (at < end) {
      const kind = bytes[at++];
      const next = varint() + at;
      if (kind === 1) for (let left = varint(); left > 0; left--) names.set(varint(), string());
      at = next;
    }
  }
  at = end;
}

const functions = sizes.map((size, index) => ({ size, name: names.get(index + imported) ?? "?" }));
const groupOf = (name) => {
  const [, trait] = /^<.* as ([\w]+)/.exec(name) ?? [];
  const first = /[A-Za-z_]\w*/.exec(name.replace(/^_ZN\d+/, ""))?.[0] ?? "?";
  return ["core", "alloc"].includes(first) && trait && !["core", "alloc"].includes(trait) ? trait : first;
};
const groups = new Map();
for (const { size, name } of functions) groups.set(groupOf(name), (groups.get(groupOf(name)) ?? 0) + size);
const line = (size, name) => console.log(String(size).padStart(9), name);
const code = sizes.reduce((sum, size) => sum + size, 0);
console.log(`${file}: ${bytes.length} bytes, ${code} of code in ${sizes.length} functions, ${data} of data\n`);
[...groups]
  .sort((a, b) => b[1] - a[1])
  .slice(0, Number(shown))
  .forEach(([name, size]) => line(size, name));
console.log();
functions
  .sort((a, b) => b.size - a.size)
  .slice(0, Number(shown))
  .forEach(({ size, name }) => line(size, name));
