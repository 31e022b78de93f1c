import { readFileSync } from "node:fs";
import { test as base, expect, type Page } from "@playwright/test";

/* The stylesheet where an app may put it, on markup of the fewest parts. */

/** Gives each test the same page, as if it were a new one: to open one takes longer than the tests. */
const test = base.extend<object, { onePage: Page }>({
  onePage: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      await use(page);
      await page.close();
    },
    { scope: "worker" },
  ],
  page: async ({ onePage, colorScheme }, use) => {
    await onePage.emulateMedia({
      media: null,
      colorScheme,
      contrast: null,
      forcedColors: null,
      reducedMotion: null,
    });
    await onePage.setViewportSize({ width: 1280, height: 720 });
    await onePage.mouse.move(0, 0);
    await use(onePage);
  },
});

const css = readFileSync("src/card/styles.css", "utf8");
const plain = readFileSync("examples/presets/plain.css", "utf8");
const card = '<section class="mrk-card"><h2 data-part="heading">Create your account</h2></section>';

async function show(page: Page, body: string, further = ""): Promise<void> {
  await page.setContent(`<!doctype html><style>${css}${further}</style><body>${body}`);
}

const places = {
  "a dialog": `<dialog open>${card}</dialog>`,
  "what is as wide as its content": `<div style="inline-size: fit-content">${card}</div>`,
  "an inline block": `<div style="display: inline-block">${card}</div>`,
  "the middle of a column": `<div style="display: flex; flex-direction: column; align-items: center">${card}</div>`,
  "a row": `<div style="display: flex">${card}</div>`,
  "the middle of a grid": `<div style="display: grid; place-items: center">${card}</div>`,
};
const widths = [
  { window: 320, atLeast: 240, atMost: 320 },
  { window: 1024, atLeast: 440, atMost: 440 },
];

for (const [place, body] of Object.entries(places)) {
  for (const { window, atLeast, atMost } of widths) {
    test(`it is as wide as it should be in ${place}, on ${window} px`, async ({ page }) => {
      await page.setViewportSize({ width: window, height: 740 });
      await show(page, body);
      const { width = 0 } = (await page.locator(".mrk-card").boundingBox()) ?? {};
      expect(width).toBeGreaterThanOrEqual(atLeast);
      expect(width).toBeLessThanOrEqual(atMost);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
}

test("it makes no column wider than the app does", async ({ page }) => {
  const column = "display: grid; grid-template-columns: 1fr; inline-size: 300px";
  await show(page, `<div style="${column}">${card}</div>`);
  expect((await page.locator(".mrk-card").boundingBox())?.width).toBe(300);
});

const themes = [
  { around: ["dark"], on: undefined, is: "dark" },
  { around: ["light"], on: undefined, is: "light" },
  { around: ["dark"], on: "light", is: "light" },
  { around: ["light"], on: "dark", is: "dark" },
  { around: ["dark", "light"], on: undefined, is: "light" },
  { around: ["light", "dark"], on: undefined, is: "dark" },
  { around: ["light", "dark", "light"], on: undefined, is: "light" },
  { around: ["dark", "light", "dark"], on: undefined, is: "dark" },
  { around: ["light", "dark"], on: "light", is: "light" },
  { around: ["dark", "light"], on: "dark", is: "dark" },
  { around: ["dark", "light", "dark", "light"], on: undefined, is: "light" },
  { around: [], on: "dark", is: "dark" },
  { around: [], on: "light", is: "light" },
] as const;

for (const system of ["light", "dark"] as const) {
  test.describe(`on a ${system} system`, () => {
    test.use({ colorScheme: system });
    for (const { around, on, is } of [...themes, { around: [], on: undefined, is: system }]) {
      const where = [...around, on ?? "nothing"].join(" > ");
      test(`${where} makes the card ${is}, in its own colours and a preset's`, async ({ page }) => {
        const own = on === undefined ? card : card.replace("class", `data-theme="${on}" class`);
        const body = [...around].reduceRight(
          (inner: string, theme) => `<div data-theme="${theme}">${inner}</div>`,
          own,
        );
        const surface = page.locator(".mrk-card");
        await show(page, body);
        const [light, dark] = ["rgb(255, 255, 255)", "rgb(22, 28, 31)"];
        await expect(surface).toHaveCSS("background-color", is === "dark" ? dark : light);
        await expect(surface).toHaveCSS("color-scheme", is);
        await show(page, body, plain);
        await expect(surface).toHaveCSS("background-color", is === "dark" ? "rgb(0, 0, 0)" : light);
      });
    }
  });
}

for (const theme of ["dark", "light"] as const) {
  test(`on paper a ${theme} card is light`, async ({ page }) => {
    await page.emulateMedia({ media: "print", colorScheme: theme });
    await show(page, card.replace("class", `data-theme="${theme}" class`));
    await expect(page.locator(".mrk-card")).toHaveCSS("color", "rgb(23, 32, 35)");
  });
}

for (const direction of ["ltr", "rtl"] as const) {
  test(`a left-to-right text stands where the page begins: ${direction}`, async ({ page }) => {
    const parts = `<div><input data-part="input" dir="ltr" value="a"></div><bdi data-part="user-id">@a:b</bdi>`;
    const body = `<section class="mrk-card">${parts}</section>`;
    await show(page, body, `body { direction: ${direction}; writing-mode: vertical-rl }`);
    const side = direction === "rtl" ? "right" : "left";
    for (const part of ["input", "user-id"]) {
      await expect(page.locator(`[data-part="${part}"]`)).toHaveCSS("text-align", side);
    }
    await expect(page.locator(".mrk-card")).toHaveCSS("writing-mode", "horizontal-tb");
  });
}

const waiting = `<section class="mrk-card" data-status="account">
  <button data-part="retry" aria-disabled="true">Try again</button>
  <fieldset disabled><button data-part="submit">Create account</button></fieldset>
  <button data-part="resend" aria-disabled="true">Resend email</button>
  <button data-part="check-now">I have opened the link</button>
</section>`;

test("a disabled button looks disabled", async ({ page }) => {
  await show(page, waiting);
  const backgrounds = await page
    .locator("button")
    .evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
  const [retry, submit, resend, look] = backgrounds;
  expect(new Set([retry, submit, resend]).size).toBe(1);
  expect(look).not.toBe(retry);
});

test("a disabled button is grey in forced colours", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await show(page, `${waiting}<p style="color: GrayText" id="grey">.</p>`);
  const colourOf = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).color);
  const grey = await colourOf("#grey");
  expect(await colourOf('[data-part="retry"]')).toBe(grey);
  expect(await colourOf('[data-part="submit"]')).toBe(grey);
  expect(await colourOf('[data-part="check-now"]')).not.toBe(grey);
});

const boxes = ["pause", "error-summary", "guest-toggle", "user-id"];

for (const media of [{ forcedColors: "active" }, { contrast: "more" }] as const) {
  test(`a tinted box has an edge where tints are not seen: ${JSON.stringify(media)}`, async ({
    page,
  }) => {
    await page.emulateMedia(media);
    const parts = boxes.map((part) => `<div data-part="${part}">Words</div>`).join("");
    await show(page, `<section class="mrk-card">${parts}</section>`);
    const edges = await page.locator(".mrk-card > div").evaluateAll((all) =>
      all.map((each) => {
        const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(each);
        return borderTopWidth !== "0px" && borderTopColor !== backgroundColor;
      }),
    );
    expect(edges).toEqual(boxes.map(() => true));
  });
}

for (const reducedMotion of ["reduce", "no-preference"] as const) {
  test(`no sign of waiting is seen before 300 ms have passed; motion: ${reducedMotion}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion });
    await show(
      page,
      `<section class="mrk-card" data-activity="sending">
        <button data-part="submit" aria-busy="true">Create account</button>
      </section>`,
    );
    const seenAt = (ms: number) =>
      page.evaluate((time) => {
        for (const animation of document.getAnimations()) {
          animation.pause();
          animation.currentTime = time;
        }
        const ring = document.querySelector("button");
        const line = document.querySelector(".mrk-card");
        if (ring === null || line === null) throw new Error("There is no card.");
        return [getComputedStyle(ring, "::after"), getComputedStyle(line, "::before")].map(
          ({ content, opacity }) => `${content} ${Number(opacity) > 0 ? "seen" : "not seen"}`,
        );
      }, ms);
    expect(await seenAt(290)).toEqual(['"" not seen', '"" not seen']);
    expect(await seenAt(310)).toEqual(['"" seen', '"" seen']);
  });
}

for (const contrast of ["no-preference", "more"] as const) {
  test(`a button under the pointer can be read; contrast: ${contrast}`, async ({ page }) => {
    await page.emulateMedia({ contrast, reducedMotion: "reduce" });
    await show(
      page,
      `<section class="mrk-card">${["change-address", "cancel", "show-password", "submit"]
        .map((part) => `<button data-part="${part}">Words</button>`)
        .join("")}</section>`,
    );
    for (const button of await page.locator("button").all()) {
      await button.hover();
      const { color, backgroundColor } = await button.evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return { color, backgroundColor };
      });
      expect(color).not.toBe(backgroundColor);
    }
  });
}
