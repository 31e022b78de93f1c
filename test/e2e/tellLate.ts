import type { Page } from "@playwright/test";
import { isRegister } from "./registrationPage.js";

interface Challenge {
  readonly flows: readonly { readonly stages: readonly string[] }[];
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The homeserver says nothing of a stage when it is first asked how accounts are made. The account form
 * then cannot ask for it, so that it comes on a screen of its own.
 */
export async function tellLate(page: Page, type: string): Promise<void> {
  await page.route(
    ({ pathname }) => isRegister(pathname),
    async (route) => {
      // Firefox does not tell what it sends, which is nothing.
      const response = await route.fetch({ postData: "{}" });
      const { flows, params, ...rest } = (await response.json()) as Challenge;
      const { [type]: _untold, ...others } = params;
      const without = flows.map(({ stages }) => ({
        stages: stages.filter((each) => each !== type),
      }));
      await route.fulfill({ response, json: { ...rest, flows: without, params: others } });
    },
    { times: 1 },
  );
}
