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

const run = (program, args, env = {}) => execFileSync(program, args, { stdio: "inherit", env: { ...process.env, CARGO_TARGET_DIR: target, ...env } });

// What all browsers have had of WebAssembly since 2022, and Node for longer. The full build has SIMD as well (Safari: since 16.4).
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
const BUILDS = [
  { name: "slim", profile: "release", features: [], level: "-Os", flags: "" },
  { name: "full", profile: "fast", features: ["--features", "full"], level: "-O3", flags: "-C target-feature=+simd128" },
];

rmSync("pkg", { recursive: true, force: true });
mkdirSync("pkg");
run("cargo", ["build", "--quiet", "--locked", "-p", "bindgen"]);
for (const { name, profile, features, level, flags } of BUILDS) {
  const cargo = ["build", "--quiet", "--locked", "--profile", profile, "--target", triple, "-p", "bodytext-wasm", ...features];
  run("cargo", cargo, { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: flags });
  const out = `pkg/${name}`;
  run(`${target}/debug/bindgen`, [`${target}/${triple}/${profile}/bodytext_wasm.wasm`, out]);
  const wasm = `${out}/bodytext_bg.wasm`;
  const enabled = [...FEATURES, ...(flags.includes("simd128") ? ["simd"] : [])].map((one) => `--enable-${one}`);
  run("npx", ["wasm-opt", level, ...enabled, wasm, "-o", wasm]);
  if (process.argv.includes("--sizes")) {
    const bytes = readFileSync(wasm);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
    console.log(`${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli}`);
  }
}
cpSync("js", "pkg", { recursive: true });
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(`../${licence}`, `pkg/${licence}`);
if (existsSync("README.md")) copyFileSync("README.md", "pkg/README.md");
