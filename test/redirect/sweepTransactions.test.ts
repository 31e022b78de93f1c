import { expect, test } from "vitest";
import { finishOAuth } from "../../src/redirect/oauth/finishOAuth.js";
import { sweepTransactions } from "../../src/redirect/transactions.js";
import { begin, codeOf, memoryStorage, redirectUri, servers } from "./oauth/servers.js";

const hour = 60 * 60_000;

test("an abandoned transaction is deleted after an hour, with its verifier", async () => {
  const storage = memoryStorage();
  storage.setItem("matrix-register-kit.oauth-old-scopes", "https://matrix.example.org");
  storage.setItem("of the app", "stays");
  await begin(servers(), { storage, now: () => 1_000 });
  sweepTransactions(1_000 + hour, storage);
  expect(storage.length).toBe(3);
  sweepTransactions(1_001 + hour, storage);
  expect([storage.key(0), storage.key(1)]).toEqual([
    "matrix-register-kit.oauth-old-scopes",
    "of the app",
  ]);
  expect(storage.length).toBe(2);
});

test("a redirect that is still open can be finished after it", async () => {
  const storage = memoryStorage();
  const both = servers();
  const { state } = await begin(both, { storage });
  sweepTransactions(Date.now(), storage);
  const url = `${redirectUri}#state=${state}&code=code-1`;
  expect(await codeOf(finishOAuth(url, { storage, fetch: both.fetch }))).toBe("none");
});

test("a record that is no transaction is deleted too", () => {
  const storage = memoryStorage();
  storage.setItem("matrix-register-kit.sso.0", "{");
  storage.setItem("matrix-register-kit.oauth.0", "null");
  sweepTransactions(0, storage);
  expect(storage.length).toBe(0);
});

test("a storage that is forbidden is no matter", () => {
  const storage = memoryStorage();
  storage.key = () => {
    throw new DOMException("Forbidden", "SecurityError");
  };
  storage.setItem("matrix-register-kit.sso.0", "{}");
  expect(() => sweepTransactions(0, storage)).not.toThrow();
});
