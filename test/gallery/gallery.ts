import { isDeepStrictEqual } from "node:util";
import { test as base, type Page, type Request } from "@playwright/test";
import axeCore from "axe-core";
import { bringFonts } from "../fonts.js";
import {
  findClipped,
  findFaint,
  findPlain,
  findSilent,
  findSmall,
  runAxe,
  standStill,
} from "./inPage.js";
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
  /** Shows a story, as it is once played, in a mode; the one that is there is not played again. */
  readonly showIn: (storyId: string, mode: Mode) => Promise<void>;
  /** Everything that is looked for in the page by the kit's own means, at once. */
  readonly inspect: () => Promise<Inspection>;
  /** What axe finds, a line each. */
  readonly axe: () => Promise<readonly string[]>;
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

const inspections = {
  clipped: findClipped,
  plain: findPlain,
  faint: findFaint,
  silent: findSilent,
  small: findSmall,
};
type Inspection = { readonly [Kind in keyof typeof inspections]: readonly string[] };

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
  const thrown: string[] = [];
  page.on("pageerror", ({ message }) => thrown.push(message));
  // Storybook's own axe would look at every story once more.
  await page.goto(`${address}iframe.html?id=none&viewMode=story&globals=a11y.manual:!true`);
  await page
    .locator('body[class*="sb-show-"]:not([class*="preparing"])')
    .waitFor({ state: "attached" });
  // A text is as long on every machine.
  await bringFonts(page, "own");
  await page.evaluate(axeCore.source);
  const tellStorybook = async (told: Told) => {
    await page.evaluate(tell, told);
    // What is loaded late may ask for more.
    do {
      await requests.answered();
      await page.evaluate(standStill);
    } while (requests.areOpen());
    const faults = thrown.splice(0);
    if (faults.length > 0) throw new Error(faults.join("\n"));
  };
  const toTurn = (globals: Mode): Told => ({
    event: "updateGlobals",
    told: { globals },
    forStory: "",
  });
  let shown = "";
  let mode = first;
  const gallery: Gallery = {
    page,
    async show(storyId) {
      await page.evaluate(chooseForNext, first);
      mode = first;
      // To the story that is there already, Storybook would say nothing.
      const event = shown === storyId ? "forceRemount" : "setCurrentStory";
      shown = storyId;
      const told = { storyId, viewMode: "story" };
      await tellStorybook({ event, told, forStory: storyId });
    },
    async turn(wanted) {
      mode = { ...mode, ...wanted };
      await tellStorybook(toTurn(wanted));
    },
    async showIn(storyId, wanted) {
      if (shown !== storyId) await gallery.show(storyId);
      if (!isIn(wanted)) await gallery.turn(wanted);
    },
    inspect: () => page.evaluate<Inspection>(inspectAll),
    axe: () => page.evaluate(runAxe),
    clipped: () => page.evaluate(findClipped),
    plain: () => page.evaluate(findPlain),
    faint: () => page.evaluate(findFaint),
    silent: () => page.evaluate(findSilent),
    small: () => page.evaluate(findSmall),
  };
  const isIn = (wanted: Mode) => isDeepStrictEqual({ ...mode, ...wanted }, mode);
  return gallery;
}

const inspectAll = `({${Object.entries(inspections)
  .map(([kind, find]) => `${kind}: (${find.toString()})()`)
  .join()}})`;

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
    areOpen: () => open.size > 0,
    answered: () =>
      new Promise<void>((resolve) => {
        tell = resolve;
        if (open.size === 0) resolve();
      }),
  };
}

/** In the page: chooses the mode of the story that comes next. The one that is there is not drawn anew. */
function chooseForNext(globals: Mode): void {
  interface Preview {
    readonly storyStoreValue: {
      readonly userGlobals: { readonly update: (globals: Mode) => void };
    };
  }
  const { __STORYBOOK_PREVIEW__: preview } = window as unknown as {
    readonly __STORYBOOK_PREVIEW__: Preview;
  };
  preview.storyStoreValue.userGlobals.update(globals);
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
