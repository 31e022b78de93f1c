import { afterAll, describe, expect, test } from "vitest";
import { renderView, views } from "./views.js";

/*
 * Password managers fill in and save a login. Which inputs are one, they tell by `autocomplete`; all others ask to
 * be left alone, by the attribute of each manager.
 */

const ofLogin = ["username", "new-password", "email"];
const ofPerson = ["country", "tel-national"];
/** One for each of the common ones. */
const ignored = [
  '[data-1p-ignore=""]',
  '[data-bwignore=""]',
  '[data-form-type="other"]',
  '[data-lpignore="true"]',
  '[data-protonpass-ignore="true"]',
];
const seen = new Set<string>();

describe("a password manager is told of each input what it is", () => {
  test.each(views.map((view) => [view.until, view] as const))("%s", async (_, view) => {
    const { container } = await renderView(view);
    const inputs = container.querySelectorAll<HTMLInputElement>(
      "input:not([type=checkbox], [type=radio], [type=hidden])",
    );
    for (const input of inputs) {
      seen.add(input.autocomplete);
      const asks = ignored.filter((attribute) => input.matches(attribute));
      const isFilledIn = [...ofLogin, ...ofPerson].includes(input.autocomplete);
      expect(asks, input.outerHTML).toEqual(isFilledIn ? [] : ignored);
    }
    const passwords = container.querySelectorAll("input[type=password]");
    for (const password of passwords) {
      const form = password.closest("form");
      expect(form?.querySelectorAll('[autocomplete="new-password"]')).toHaveLength(1);
      // The name under which the password is saved stands before it, even where the homeserver chooses it.
      const name = form?.querySelector('[autocomplete="username"]');
      if (name) expect(name.compareDocumentPosition(password) & 4).toBe(4);
    }
  });
});

afterAll(() => {
  expect([...seen].sort()).toEqual(["off", "one-time-code", "tel-national", ...ofLogin].sort());
});
