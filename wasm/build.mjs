// Builds the npm package `bodytext` into pkg/: the WebAssembly of both builds, and the scripts of js/ around it.
//
//   node build.mjs            both builds
//   node build.mjs --sizes    says what they come to as well, compressed

import { execFileSync } from "node:child_process";
import { cpSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

process.chdir(import.meta.dirname);
const target = process.env.CARGO_TARGET_DIR ?? "target";
const triple = "wasm32-unknown-unknown";

const run = (program, ...args) => execFileSync(program, args, { stdio: "inherit", env: { ...process.env, CARGO_TARGET_DIR: target } });

rmSync("pkg", { recursive: true, force: true });
mkdirSync("pkg");
run("cargo", "build", "--quiet", "--locked", "-p", "bindgen");
for (const [name, features] of [["slim", []], ["full", ["--features", "full"]]]) {
  run("cargo", "build", "--quiet", "--locked", "--release", "--target", triple, "-p", "bodytext-wasm", ...features);
  const out = `pkg/${name}`;
  run(`${target}/debug/bindgen`, `${target}/${triple}/release/bodytext_wasm.wasm`, out);
  const wasm = `${out}/bodytext_bg.wasm`;
  // What the compiler uses of WebAssembly's later features, which all browsers have had since 2022.
  const features_used = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
  run("npx", "wasm-opt", "-Os", ...features_used.map((one) => `--enable-${one}`), wasm, "-o", wasm);
  if (process.argv.includes("--sizes")) {
    const bytes = readFileSync(wasm);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
    console.log(`${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli}`);
  }
}
cpSync("js", "pkg", { recursive: true });
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(`../${licence}`, `pkg/${licence}`);
if (existsSync("README.md")) copyFileSync("README.md", "pkg/README.md");
