// The explanation that the program writes: one file, whose script is the one that it allows.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { browse, skip } from "./browser.mjs";

const root = join(import.meta.dirname, "../..");
const program = [process.env.BODYTEXT, join(root, "target/debug/bodytext"), join(root, "target/release/bodytext")].find(
  (path) => path && existsSync(path),
);

test(
  "a long explanation folds what was dropped, leads from kept to kept, and can be searched",
  { skip: skip || (!program && "the program is not built") },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "bodytext-explanation-"));
    const { context, close } = await browse();
    try {
      const file = join(folder, "why.html");
      writeFileSync(
        file,
        execFileSync(program, ["explain", "-f", "html", join(root, "fixtures/pages/news-english/input.html")]),
      );
      const page = await context.newPage();
      const problems = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      page.on("pageerror", (error) => problems.push(String(error)));
      await page.goto(pathToFileURL(file).href);
      assert.ok(await page.locator(".tools").isVisible(), "the script runs");
      assert.ok((await page.locator("details.fold").count()) > 0);
      assert.equal(await page.locator("details.fold[open]").count(), 0);

      await page.keyboard.press("j");
      const first = await page.evaluate(() =>
        [...document.querySelectorAll("main .b")].indexOf(document.activeElement),
      );
      assert.match(await page.evaluate(() => document.activeElement.className), /^b kept/);
      await page.keyboard.press("j");
      const second = await page.evaluate(() =>
        [...document.querySelectorAll("main .b")].indexOf(document.activeElement),
      );
      assert.notEqual(first, second);
      await page.keyboard.press("k");
      assert.equal(
        await page.evaluate(() => [...document.querySelectorAll("main .b")].indexOf(document.activeElement)),
        first,
      );

      const folded = await page.locator("details.fold .b p").first().textContent();
      await page.keyboard.press("/");
      await page.keyboard.type(folded);
      assert.ok(Number(await page.textContent(".tools output")) > 0);
      assert.ok(await page.locator("details.fold .b.hit").first().isVisible());
      assert.deepEqual(problems, []);
    } finally {
      await close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
