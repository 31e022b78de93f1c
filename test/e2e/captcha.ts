import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { captchaScript } from "../../src/testing/scenarios/captchaWidget.js";
import { comeBack } from "./elsewhere.js";

const host = "https://www.recaptcha.net/";
const script = `${host}**`;

/** An answer that whoever checks captchas takes, once. */
export const goodAnswer = () => `good-${randomUUID()}`;

/** What is asked of the captcha's host from now on. */
export function captchaRequests(page: Page): readonly string[] {
  const urls: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(host)) urls.push(request.url());
  });
  return urls;
}

/**
 * In place of the captcha's script: a button that gives the next answer, once until the widget is
 * reset, and one that waits too long.
 */
export async function showCaptcha(
  page: Page,
  answers: readonly string[],
  loaded: Promise<void> = Promise.resolve(),
): Promise<void> {
  await page.route(script, async (route) => {
    await loaded;
    await route.fulfill({
      contentType: "text/javascript",
      body: `
        const answers = ${JSON.stringify(answers)};
        const robots = [];
        window.grecaptcha = {
          ready: (callback) => callback(),
          render: (container, options) => {
            const add = (text, act) => {
              const button = document.createElement("button");
              button.type = "button";
              button.textContent = text;
              button.onclick = act;
              container.append(button);
              return button;
            };
            const robot = add("I'm not a robot", () => {
              robot.disabled = true;
              options.callback(answers.shift());
            });
            add("Wait too long", () => options["expired-callback"]());
            return robots.push(robot) - 1;
          },
          reset: (id) => {
            robots[id].disabled = false;
          },
        };`,
    });
  });
}

export async function solveCaptcha(page: Page): Promise<void> {
  await page.getByRole("button", { name: "I'm not a robot" }).click();
}

/** Solves it on the homeserver's own page, in another tab, and comes back. */
export async function solveOwnCaptcha(page: Page, tab: Page): Promise<void> {
  await tab.getByRole("button", { name: "I’m not a robot" }).click();
  await expect(tab.locator("body")).toContainText("Thank you");
  await comeBack(page, tab);
}

/** The script does not come to our page; the homeserver's own page gets a captcha that a click solves. */
export async function blockCaptcha(page: Page, context: BrowserContext): Promise<void> {
  await context.route(script, (route) =>
    route.fulfill({ contentType: "text/javascript", body: captchaScript }),
  );
  await page.route(script, (route) => route.abort());
}
