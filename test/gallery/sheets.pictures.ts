import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "@playwright/test";

const folder = "pictures";
const perSheet = 18;

/* Contact sheets: one mode each, in rows of six, with the stories' names. */
for (const mode of existsSync(folder) ? readdirSync(folder) : []) {
  const files = readdirSync(join(folder, mode)).filter((file) => file.endsWith(".png"));
  if (mode === "sheets") continue;
  for (let first = 0; first < files.length; first += perSheet) {
    const number = first / perSheet + 1;
    test(`${mode} ${number}`, async ({ page }) => {
      const figures = files.slice(first, first + perSheet).map((file) => {
        const picture = readFileSync(join(folder, mode, file)).toString("base64");
        return `<figure><figcaption>${file.replace(".png", "")}</figcaption><img src="data:image/png;base64,${picture}"></figure>`;
      });
      await page.setViewportSize({ width: 1800, height: 600 });
      await page.setContent(
        `<style>
          body { display: flex; flex-wrap: wrap; align-items: start; gap: 8px; margin: 8px; font: 13px sans-serif; background: #888 }
          figure { width: 290px; margin: 0; background: #fff; overflow-wrap: anywhere }
          img { width: 100%; display: block }
        </style>${figures.join("")}`,
      );
      const path = `${folder}/sheets/${mode}-${String(number).padStart(2, "0")}.png`;
      await page.screenshot({ path, fullPage: true });
    });
  }
}
