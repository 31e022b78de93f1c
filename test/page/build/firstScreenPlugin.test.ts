import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { firstScreenPlugin } from "../../../src/page/build/firstScreenPlugin.js";
import de from "../../../src/page/locales/de.json" with { type: "json" };

type Handler = (this: { warn(text: string): void }, html: string) => Promise<unknown>;

const html =
  '<html><title>Page</title><body><p id="unloaded" hidden>Sorry</p><div id="page"></div></body></html>';

/** Builds the HTML for a configuration, and collects the warnings. */
async function build(config: object) {
  const file = join(mkdtempSync(join(tmpdir(), "config-")), "config.json");
  writeFileSync(file, JSON.stringify(config));
  const { configResolved, transformIndexHtml } = firstScreenPlugin(file);
  const resolved = { root: process.cwd(), publicDir: "", isProduction: true };
  (configResolved as unknown as (config: typeof resolved) => void)(resolved);
  const warnings: string[] = [];
  const { handler } = transformIndexHtml as unknown as { handler: Handler };
  const built = await handler.call({ warn: (text) => warnings.push(text) }, html);
  return { built: JSON.stringify(built), warnings };
}

test("an unknown key is a warning, and the first screen stands in the HTML all the same", async () => {
  const { built, warnings } = await build({ homeserver: "one.test", homeservers2: "one.test" });

  expect(built).toContain("Username");
  expect(warnings).toEqual([expect.stringContaining("homeservers2")]);
});

test("the HTML is in the configured language, with the sentence for a page that cannot be loaded", async () => {
  const { built } = await build({ homeserver: "one.test", lang: "de" });

  expect(built).toContain("Benutzername");
  expect(built).toContain(`>${de["crashed.text"]}<`);
  expect(built).not.toMatch(/Username|Sorry/);
});

test("a mistake ends the build and is told in words", async () => {
  await expect(build({ homeserver: 7 })).rejects.toThrow(/config\.json: homeserver: .+\./);
});
