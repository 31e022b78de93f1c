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

/** Holds the answer to the next such request back; returns what lets it arrive, and waits until it has. */
export async function holdNextAnswer(
  page: Page,
  which: (path: string) => boolean,
): Promise<() => Promise<void>> {
  const { opened, letThrough } = gate();
  const arrived = gate();
  await page.route(
    ({ pathname }) => which(pathname),
    async (route) => {
      const response = await route.fetch();
      await opened;
      await route.fulfill({ response });
      arrived.letThrough();
    },
    { times: 1 },
  );
  return async () => {
    letThrough();
    await arrived.opened;
  };
}
