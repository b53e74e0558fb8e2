// Builds the npm package `bodytext` into pkg/: the WebAssembly of both builds, and the scripts of js/ around it.
//
//   node build.mjs            both builds
//   node build.mjs --sizes    says what they come to as well, compressed
//   node build.mjs --dev      in a fraction of the time, to try something: large and slow

import { execFileSync } from "node:child_process";
import { cpSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

process.chdir(import.meta.dirname);
const target = process.env.CARGO_TARGET_DIR ?? "target";
const triple = "wasm32-unknown-unknown";

const isDev = process.argv.includes("--dev");
const profile = isDev ? "debug" : "release";

const run = (program, args) =>
  execFileSync(program, args, { stdio: "inherit", env: { ...process.env, CARGO_TARGET_DIR: target } });

// What all browsers have had of WebAssembly since 2022, and Node for longer.
const FEATURES = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
].map((one) => `--enable-${one}`);
const BUILDS = [
  { name: "slim", features: [] },
  { name: "full", features: ["--features", "full"] },
];

rmSync("pkg", { recursive: true, force: true });
mkdirSync("pkg");
run("cargo", ["build", "--quiet", "--locked", "-p", "bindgen"]);
for (const { name, features } of BUILDS) {
  const optimised = isDev ? [] : ["--release"];
  const cargo = ["build", "--quiet", "--locked", ...optimised, "--target", triple, "-p", "bodytext-wasm", ...features];
  run("cargo", cargo);
  const out = `pkg/${name}`;
  run(`${target}/debug/bindgen`, [`${target}/${triple}/${profile}/bodytext_wasm.wasm`, out]);
  const wasm = `${out}/bodytext_bg.wasm`;
  if (!isDev) run("npx", ["wasm-opt", "-Os", ...FEATURES, wasm, "-o", wasm]);
  if (process.argv.includes("--sizes")) {
    const bytes = readFileSync(wasm);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
    console.log(`${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli}`);
  }
}
cpSync("js", "pkg", { recursive: true });
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(`../${licence}`, `pkg/${licence}`);
if (existsSync("README.md")) copyFileSync("README.md", "pkg/README.md");
