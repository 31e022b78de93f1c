import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";

/*
 * Fonts that the tests bring along, so that a check does not depend on those of the machine. They are
 * drawn at three widths under names of their own; a page wears them when it is told to.
 */

const { resolve } = createRequire(import.meta.url);
// Of two faces for one letter the later is taken: Latin letters are those of the last.
const packages = ["noto-sans-jp", "noto-sans-arabic", "noto-sans"].map(
  (name) => `@fontsource-variable/${name}`,
);
const sizes = { narrow: "80%", own: "100%", wide: "130%" } as const;
const host = "https://fonts.test/";

/** The fonts of the system, or those of the tests: as they are, narrower, or wider. */
export type Fonts = "system" | keyof typeof sizes;

/** Has a page know the fonts, and wear some: `data-fonts` on its root element names them. */
export async function bringFonts(page: Page, worn: Fonts): Promise<void> {
  await page.route(`${host}**`, (route) => {
    const [, name = "", file = ""] =
      /^\/(.+)\/files\/([^/]+)$/.exec(new URL(route.request().url()).pathname) ?? [];
    return route.fulfill({
      path: join(folderOf(name), "files", file),
      headers: { "access-control-allow-origin": "*" },
    });
  });
  await page.addStyleTag({ content: style });
  await page.evaluate((fonts) => {
    document.documentElement.dataset["fonts"] = fonts;
  }, worn);
}

const faces = Object.entries(sizes).flatMap(([fonts, size]) =>
  packages.map((name) =>
    readFileSync(join(folderOf(name), "index.css"), "utf8")
      .replaceAll(/font-family: [^;]+;/g, `font-family: "${fonts}"; size-adjust: ${size};`)
      .replaceAll("./files/", `${host}${name}/files/`),
  ),
);
const rules = [
  ["system", "system-ui"],
  ...Object.keys(sizes).map((fonts) => [fonts, `"${fonts}"`]),
].map(([fonts, family]) => `:root[data-fonts="${fonts}"] * { font-family: ${family} !important; }`);
const style = [...faces, ...rules].join("\n");

function folderOf(name: string): string {
  if (!packages.includes(name)) throw new Error(`Not a package of fonts: ${name}`);
  return dirname(resolve(`${name}/package.json`));
}
