import { describe, expect, test } from "vitest";
import { RedirectError } from "../../src/redirect/error.js";
import { oauthTransactions } from "../../src/redirect/oauth/oauthTransactions.js";
import { ssoTransactions } from "../../src/redirect/sso/ssoTransactions.js";
import { memoryStorage } from "./memoryStorage.js";

const minute = 60_000;
const idOf = (number: number) => String(number).padStart(32, "0");
const transaction = (at: number) => ({
  ...({ at, baseUrl: "https://matrix.example.org", trust: "any", deviceId: "D" } as const),
  refreshToken: false,
});
const keyOf = (number: number) => `matrix-register-kit.sso.${idOf(number)}`;

describe("a redirect that was begun", () => {
  test("is taken once, within the hour", () => {
    const storage = memoryStorage();
    ssoTransactions.keep(storage, idOf(1), transaction(0));
    expect(ssoTransactions.take(storage, idOf(1), 60 * minute)).toEqual({
      ...{ found: "open", transaction: transaction(0) },
    });
    expect(ssoTransactions.take(storage, idOf(1), 60 * minute)).toEqual({ found: "used" });
    // The mark of it does not outlive its hour either.
    expect(ssoTransactions.take(storage, idOf(1), 121 * minute)).toEqual({ found: "expired" });
  });

  test("takes the place of one that is open, and leaves the mark of one that was used", () => {
    const storage = memoryStorage();
    ssoTransactions.keep(storage, idOf(1), transaction(0));
    ssoTransactions.take(storage, idOf(1), 0);
    ssoTransactions.keep(storage, idOf(2), transaction(minute));
    ssoTransactions.keep(storage, idOf(3), transaction(2 * minute));
    expect([...storage.entries.keys()]).toEqual([keyOf(1), keyOf(3)]);
    expect(ssoTransactions.take(storage, idOf(1), 3 * minute)).toEqual({ found: "used" });
    expect(ssoTransactions.take(storage, idOf(2), 3 * minute)).toEqual({ found: "none" });
  });

  test("of another method, and what is the app's, stays", () => {
    const storage = memoryStorage();
    storage.setItem("of the app", "1");
    storage.setItem("matrix-register-kit.oauth.x", "1");
    ssoTransactions.keep(storage, idOf(1), transaction(0));
    ssoTransactions.keep(storage, idOf(2), transaction(0));
    expect([...storage.entries.keys()]).toEqual([
      ...["of the app", "matrix-register-kit.oauth.x", keyOf(2)],
    ]);
  });

  test("long ago is removed when another one is taken", () => {
    const storage = memoryStorage();
    storage.setItem(keyOf(1), JSON.stringify(transaction(0)));
    storage.setItem(keyOf(2), JSON.stringify({ used: 0 }));
    storage.setItem(keyOf(3), JSON.stringify(transaction(30 * minute)));
    expect(ssoTransactions.take(storage, idOf(4), 61 * minute)).toEqual({ found: "none" });
    expect([...storage.entries.keys()]).toEqual([keyOf(3)]);
    // The one that is asked for is told as late before it goes.
    storage.setItem(keyOf(1), JSON.stringify(transaction(0)));
    expect(ssoTransactions.take(storage, idOf(1), 61 * minute)).toEqual({ found: "expired" });
  });

  test("whose record is none is gone once it is asked for", () => {
    const storage = memoryStorage();
    storage.setItem(keyOf(1), '{"at":"soon"}');
    expect(ssoTransactions.take(storage, idOf(1), 0)).toEqual({ found: "none" });
    expect(storage.entries.size).toBe(0);
  });

  test.each(["", "1", "__proto__", `${idOf(1)}0`, `mrk-${"a".repeat(43)}`, `${idOf(1)}\n`])(
    "is not looked for under an ID that cannot be one: %j",
    (id) => {
      const storage = memoryStorage();
      storage.setItem(`matrix-register-kit.sso.${id}`, JSON.stringify(transaction(0)));
      expect(ssoTransactions.take(storage, id, 0)).toEqual({ found: "none" });
      expect(storage.entries.size).toBe(1);
    },
  );

  test("by OAuth 2.0 has a state of its own kind", () => {
    const storage = memoryStorage();
    for (const id of [idOf(1), `mrk-${"a".repeat(42)}`, `x-mrk-${"a".repeat(43)}`]) {
      expect(oauthTransactions.take(storage, id, 0)).toEqual({ found: "none" });
    }
  });
});

test("an error tells its kind, and nothing of the redirect", () => {
  const error = new RedirectError("expired", { status: 400 });
  expect(String(error)).toBe("RedirectError: The sign-up went no further: expired");
  expect(Object.keys(error).sort()).toEqual(["code", "name", "retryAfterMs"]);
});
