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
