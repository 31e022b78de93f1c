/** Homeservers that take their time, for as long as a test wants. */
import type { Page } from "@playwright/test";

/** Nothing gets past it until it is let through. */
export function gate() {
  let letThrough = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  return { opened, letThrough: () => letThrough() };
}

/** Holds the requests back that are made meanwhile, by their path. */
export async function whileHeld(
  page: Page,
  which: (path: string) => boolean,
  act: () => Promise<void>,
): Promise<void> {
  const { opened, letThrough } = gate();
  const matches = ({ pathname }: URL) => which(pathname);
  await page.route(matches, async (route) => {
    await opened;
    await route.fallback();
  });
  await act();
  letThrough();
  await page.unroute(matches);
}

/** Holds the next such request back alone; returns what lets it go, and waits until it is answered. */
export async function holdNext(
  page: Page,
  which: (path: string) => boolean,
): Promise<() => Promise<void>> {
  const held = gate();
  const answered = gate();
  await page.route(
    ({ pathname }) => which(pathname),
    async (route) => {
      await held.opened;
      await route.continue();
      await route.request().response();
      answered.letThrough();
    },
    { times: 1 },
  );
  return async () => {
    held.letThrough();
    await answered.opened;
  };
}

/** The next such request arrives when it is told to, also when the page is gone by then. */
export async function arrivesLate(
  page: Page,
  which: (path: string) => boolean,
): Promise<{ readonly asked: Promise<unknown>; readonly arrive: () => Promise<void> }> {
  const asked = gate();
  const arrival = gate();
  const answered = gate();
  // Firefox does not tell what it sends, so the page does.
  let sent = "";
  await page.exposeFunction("tellSent", (body: string) => {
    sent = body;
  });
  await page.evaluate(() => {
    const { tellSent } = window as typeof window & { tellSent: (body: string) => void };
    const fetch = window.fetch.bind(window);
    window.fetch = (input, init) => {
      if (typeof init?.body === "string") tellSent(init.body);
      return fetch(input, init);
    };
  });
  await page.route(
    ({ pathname }) => which(pathname),
    async (route) => {
      asked.letThrough();
      await arrival.opened;
      await route.fetch({ postData: sent });
      answered.letThrough();
    },
    { times: 1 },
  );
  return {
    asked: asked.opened,
    arrive: async () => {
      arrival.letThrough();
      await answered.opened;
    },
  };
}
