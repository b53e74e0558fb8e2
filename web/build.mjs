// Builds the page into dist/ and the extension into dist-extension/: folders that need nothing besides. The package must have been
// built before (`npm run build` in ../wasm).

import { build } from "esbuild";
import { copyFileSync, cpSync, mkdirSync, rmSync } from "node:fs";

process.chdir(import.meta.dirname);
for (const folder of ["dist", "dist-extension"]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

const common = {
  bundle: true,
  format: "esm",
  target: ["chrome111", "firefox115", "safari16.4"],
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};
const wasm = (build) => `node_modules/bodytext/${build}/bodytext_bg.wasm`;

// The page. The package looks for its worker and its WebAssembly beside its scripts, so that is where they go.
await build({
  ...common,
  conditions: ["browser"],
  entryPoints: {
    main: "src/main.js",
    "thread-browser": "node_modules/bodytext/thread-browser.js",
    style: "src/style.css",
    reader: "src/reader.css",
  },
  outdir: "dist",
});
mkdirSync("dist/full");
copyFileSync(wasm("full"), "dist/full/bodytext_bg.wasm");
for (const file of ["index.html", "icon.svg"]) copyFileSync(`src/${file}`, `dist/${file}`);
copyFileSync("../fixtures/pages/recipe/input.html", "dist/sample-en.html");
copyFileSync("../fixtures/pages/news-chinese-portal/input.html", "dist/sample-zh.html");

// The extension has the small build.
await build({
  ...common,
  conditions: ["browser"],
  entryPoints: { background: "extension/background.js" },
  outdir: "dist-extension",
});
mkdirSync("dist-extension/slim");
copyFileSync(wasm("slim"), "dist-extension/slim/bodytext_bg.wasm");
copyFileSync("extension/manifest.json", "dist-extension/manifest.json");
cpSync("extension/icons", "dist-extension/icons", { recursive: true });
