import { AxeBuilder } from "@axe-core/playwright";
import { test as base, type Page, type Request } from "@playwright/test";
import { bringFonts } from "../fonts.js";
import { findClipped, findFaint, findPlain, findSilent, findSmall, standStill } from "./inPage.js";
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
  /** What axe finds, a line each; without the rules that are named. */
  readonly axe: (without?: readonly string[]) => Promise<readonly string[]>;
  /** Text that is cut off, or sticks out of what is around it. */
  readonly clipped: () => Promise<readonly string[]>;
  /** Text that is in no catalogue; in the locale `en-XA`. */
  readonly plain: () => Promise<readonly string[]>;
  /** Text without enough contrast to what is behind it. */
  readonly faint: () => Promise<readonly string[]>;
  /** Live regions that assistive technology does not know before they speak. */
  readonly silent: () => Promise<readonly string[]>;
  /** What is to be pressed and is too small for a finger; of the styled card. */
  readonly small: () => Promise<readonly string[]>;
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
    // To load all of Storybook is not the first story's time.
    { scope: "worker", timeout: 120_000 },
  ],
});

const first: Required<Mode> = { theme: "light", direction: "ltr", locale: "en" };

async function openGallery(page: Page, address: string): Promise<Gallery> {
  const requests = watchRequests(page);
  // Storybook's own axe would look at every story once more.
  await page.goto(`${address}iframe.html?id=none&viewMode=story&globals=a11y.manual:!true`);
  await page
    .locator('body[class*="sb-show-"]:not([class*="preparing"])')
    .waitFor({ state: "attached" });
  // A text is as long on every machine.
  await bringFonts(page, "own");
  const tellStorybook = async (told: Told) => {
    await page.evaluate(tell, told);
    await requests.answered();
    await page.evaluate(standStill);
  };
  const turn = (globals: Mode) =>
    tellStorybook({ event: "updateGlobals", told: { globals }, forStory: "" });
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
      await tellStorybook({ event, told, forStory: storyId });
    },
    async turn(mode) {
      isTurned = true;
      await turn(mode);
    },
    async axe(without = []) {
      const found = await new AxeBuilder({ page })
        .include("#storybook-root")
        .disableRules([...without])
        .setLegacyMode()
        .analyze();
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
      );
    },
    clipped: () => page.evaluate(findClipped),
    plain: () => page.evaluate(findPlain),
    faint: () => page.evaluate(findFaint),
    silent: () => page.evaluate(findSilent),
    small: () => page.evaluate(findSmall),
  };
}

/** Knows when every request was answered: some stages are loaded when they are shown. */
function watchRequests(page: Page) {
  const open = new Set<Request>();
  let tell = () => {};
  const close = (request: Request) => {
    open.delete(request);
    if (open.size === 0) tell();
  };
  page.on("request", (request) => open.add(request));
  page.on("requestfinished", close);
  page.on("requestfailed", close);
  return {
    answered: () =>
      new Promise<void>((resolve) => {
        tell = resolve;
        if (open.size === 0) resolve();
      }),
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
    // What the story before left behind is thrown here, and this one would never finish.
    const onRejection = ({ reason: thrown }: PromiseRejectionEvent) => {
      end(() => {
        reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      });
    };
    const onFinished = ({ storyId, status }: { readonly storyId: string; status: string }) => {
      if (forStory !== "" && storyId !== forStory) return;
      end(() => {
        if (status === "success") resolve();
        else reject(new Error(reason));
      });
    };
    const end = (settle: () => void) => {
      channel.off("storyFinished", onFinished);
      channel.off("playFunctionThrewException", onException);
      window.removeEventListener("unhandledrejection", onRejection);
      settle();
    };
    channel.on("playFunctionThrewException", onException);
    channel.on("storyFinished", onFinished);
    window.addEventListener("unhandledrejection", onRejection);
    channel.emit(event, told);
  });
}
