import { AxeBuilder } from "@axe-core/playwright";
import { test as base, type Page } from "@playwright/test";
import { findClipped, findPlain } from "./inPage.js";
import { type ServedStorybook, serveStorybook } from "./storybook.js";

export { expect } from "@playwright/test";

/** What the toolbar chooses. */
export interface Mode {
  readonly theme?: "light" | "dark";
  readonly direction?: "ltr" | "rtl";
  readonly locale?: string;
}

/** A page that goes from story to story without being loaded again. */
export interface Gallery {
  readonly page: Page;
  /** Shows a story from its beginning, in light, left to right and English, and has it played. */
  readonly show: (storyId: string) => Promise<void>;
  /** Shows the same story, where it stands, in another mode. */
  readonly turn: (mode: Mode) => Promise<void>;
  /** What axe finds, a line each. */
  readonly axe: () => Promise<readonly string[]>;
  /** Text that is cut off, or sticks out of what is around it. */
  readonly clipped: () => Promise<readonly string[]>;
  /** Text that is in no catalogue; in the locale `en-XA`. */
  readonly plain: () => Promise<readonly string[]>;
}

export const test = base.extend<object, { storybook: ServedStorybook; gallery: Gallery }>({
  storybook: [
    async ({ browserName: _ }, use) => {
      const storybook = await serveStorybook();
      await use(storybook);
      await storybook.close();
    },
    { scope: "worker" },
  ],
  gallery: [
    async ({ browser, storybook }, use) => {
      const page = await browser.newPage({ reducedMotion: "reduce", locale: "en-GB" });
      await use(await openGallery(page, storybook.address));
      await page.close();
    },
    { scope: "worker" },
  ],
});

const first: Required<Mode> = { theme: "light", direction: "ltr", locale: "en" };

async function openGallery(page: Page, address: string): Promise<Gallery> {
  // Storybook's own axe would look at every story once more.
  await page.goto(`${address}iframe.html?id=none&viewMode=story&globals=a11y.manual:!true`);
  await page
    .locator('body[class*="sb-show-"]:not([class*="preparing"])')
    .waitFor({ state: "attached" });
  const turn = (globals: Mode) =>
    page.evaluate(tell, { event: "updateGlobals", told: { globals }, forStory: "" });
  let isTurned = false;
  let shown = "";
  return {
    page,
    async show(storyId) {
      if (isTurned) await turn(first);
      isTurned = false;
      // To the story that is there already, Storybook would say nothing.
      const event = shown === storyId ? "forceRemount" : "setCurrentStory";
      shown = storyId;
      const told = { storyId, viewMode: "story" };
      await page.evaluate(tell, { event, told, forStory: storyId });
    },
    async turn(mode) {
      isTurned = true;
      await turn(mode);
    },
    async axe() {
      const found = await new AxeBuilder({ page })
        .include("#storybook-root")
        .setLegacyMode()
        .analyze();
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
      );
    },
    clipped: () => page.evaluate(findClipped),
    plain: () => page.evaluate(findPlain),
  };
}

interface Told {
  readonly event: string;
  readonly told: object;
  /** The story that is to finish; empty: whichever is there. */
  readonly forStory: string;
}

/** In the page: tells Storybook something, and waits until a story has finished. */
function tell({ event, told, forStory }: Told): Promise<void> {
  interface Channel {
    on: (event: string, listener: (what: never) => void) => void;
    off: (event: string, listener: (what: never) => void) => void;
    emit: (event: string, what: object) => void;
  }
  const { __STORYBOOK_ADDONS_CHANNEL__: channel } = window as unknown as {
    readonly __STORYBOOK_ADDONS_CHANNEL__: Channel;
  };
  return new Promise((resolve, reject) => {
    let reason = "It did not finish well.";
    const onException = ({ message }: { readonly message: string }) => {
      reason = message;
    };
    const onFinished = ({ storyId, status }: { readonly storyId: string; status: string }) => {
      if (forStory !== "" && storyId !== forStory) return;
      channel.off("storyFinished", onFinished);
      channel.off("playFunctionThrewException", onException);
      if (status === "success") requestAnimationFrame(() => resolve());
      else reject(new Error(reason));
    };
    channel.on("playFunctionThrewException", onException);
    channel.on("storyFinished", onFinished);
    channel.emit(event, told);
  });
}
