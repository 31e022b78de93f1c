/** What happens before the page's own script is there. */
import { builtPage } from "./addresses.js";
import { whileHeld } from "./held.js";
import { expect, test } from "./test.js";

const isMainScript = (path: string) => /\/assets\/index-[^/]+\.js$/.test(path);

test("the homeserver is asked before the page's script is there, and each question once @firefox", async ({
  fakes,
  open,
  page,
}) => {
  const homeserver = await fakes.start("open");
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    const question = /(config\.json|login|auth_metadata|register)$/.exec(pathname)?.[0];
    if (question !== undefined && request.method() !== "OPTIONS") asked.push(question);
  });
  const questions = ["auth_metadata", "config.json", "login", "register"];
  let arriving: Promise<unknown> = Promise.resolve();
  await whileHeld(page, isMainScript, async () => {
    arriving = open(homeserver, { at: builtPage });
    await expect.poll(() => asked.toSorted()).toEqual(questions);
    await expect(page.getByRole("textbox")).toBeHidden();
  });
  await arriving;
  await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
  expect(asked.toSorted()).toEqual(questions);
});
