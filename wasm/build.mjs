// Builds the npm package `bodytext` into pkg/: the WebAssembly of both builds, and the scripts of js/ around it.
//
//   node build.mjs            both builds
//   node build.mjs --sizes    says what they come to as well, compressed
//   node build.mjs --dev      in a fraction of the time, to try something: large and slow

import { execFileSync } from "node:child_process";
import { cpSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

process.chdir(import.meta.dirname);
const target = process.env.CARGO_TARGET_DIR ?? "target";
const triple = "wasm32-unknown-unknown";

const isDev = process.argv.includes("--dev");

// Panics name the file that they come from: by its crate, not by where it lies on this machine.
const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
const registry = join(cargoHome, "registry/src");
const sources = existsSync(registry) ? readdirSync(registry).map((index) => join(registry, index)) : [];
const remapped = [...sources, dirname(import.meta.dirname)].map((folder) => `--remap-path-prefix=${folder}/=`);

const run = (program, args, env = {}) =>
  execFileSync(program, args, { stdio: "inherit", env: { ...process.env, CARGO_TARGET_DIR: target, ...env } });

// What all browsers have had of WebAssembly since 2022, and Node for longer.
const FEATURES = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
].map((one) => `--enable-${one}`);
// Each has its profile in Cargo.toml: the small one is compiled for size, the full one for speed, with the instructions for vectors
// that browsers have had since 2023. What wasm-opt does to it made it no faster and hardly smaller.
const BUILDS = [
  { name: "slim", cargo: [], rustc: [], optimise: ["-Os"] },
  {
    name: "full",
    cargo: ["--features", "full"],
    rustc: ["-Ctarget-feature=+simd128"],
    optimise: null,
  },
];

rmSync("pkg", { recursive: true, force: true });
mkdirSync("pkg");
run("cargo", ["build", "--quiet", "--locked", "-p", "bindgen"]);
for (const { name, cargo, rustc, optimise } of BUILDS) {
  const profile = isDev ? "dev" : name;
  const how = ["--profile", profile, "--target", triple, "-p", "bodytext-wasm", ...cargo];
  run("cargo", ["build", "--quiet", "--locked", ...how], {
    CARGO_ENCODED_RUSTFLAGS: [...remapped, ...rustc].join("\x1f"),
  });
  const out = `pkg/${name}`;
  const built = `${target}/${triple}/${isDev ? "debug" : name}/bodytext_wasm.wasm`;
  run(`${target}/debug/bindgen`, [built, out]);
  const wasm = `${out}/bodytext_bg.wasm`;
  if (!isDev && optimise) run("npx", ["wasm-opt", ...optimise, ...FEATURES, wasm, "-o", wasm]);
  if (process.argv.includes("--sizes")) {
    const bytes = readFileSync(wasm);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
    console.log(`${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli}`);
  }
}
cpSync("js", "pkg", { recursive: true });
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(`../${licence}`, `pkg/${licence}`);
if (existsSync("README.md")) copyFileSync("README.md", "pkg/README.md");
