import { expect, test } from "vitest";
import { createFakeHomeserver } from "../../src/testing/index.js";
import { type Answer, asking, dummy } from "./ask.js";
import { type ManualClock, manualClock, settled } from "./manualClock.js";

const password = "correct horse";

test("a full bucket refuses every registration, half a second late, until it has leaked", async () => {
  const clock = manualClock();
  const limits = { registration: { perSecond: 0.2, burst: 2 } };
  const ask = asking(createFakeHomeserver({ clock, limits, guests: true }));
  expect((await ask("/register", { password, auth: dummy })).status).toBe(200);
  expect((await ask("/register?kind=guest", {})).status).toBe(200);

  const refused = ask("/register", {});
  expect(await isSettled(refused)).toBe(false);
  await clock.advance(500);
  expect(await refused).toMatchObject({
    status: 429,
    body: { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 5000 },
  });
  await clock.advance(4500);
  expect((await ask("/register", { password, auth: dummy })).status).toBe(200);
});

test("a bucket that leaked dry takes no more than its burst", async () => {
  const clock = manualClock();
  const limits = { registration: { perSecond: 1, burst: 1 } };
  const ask = asking(createFakeHomeserver({ clock, limits }));
  await clock.advance(60_000);
  expect((await ask("/register", { password, auth: dummy })).status).toBe(200);
  const refused = ask("/register", {});
  await clock.advance(500);
  expect((await refused).status).toBe(429);
});

test("usernames: the first at once, two a second late, more not at all", async () => {
  const clock = manualClock();
  const ask = asking(createFakeHomeserver({ clock }));
  const asked = ["a", "b", "c", "d"].map((name) => ask(`/register/available?username=${name}`));
  const [first, second, third, fourth] = asked as [Asked, Asked, Asked, Asked];
  expect(await first).toMatchObject({ status: 200 });
  expect(await fourth).toMatchObject({ status: 429, body: { retry_after_ms: 2000 } });
  expect(await isSettled(second)).toBe(false);
  await clock.advance(1000);
  expect(await Promise.all([second, third])).toMatchObject([{ status: 200 }, { status: 200 }]);
});

test("usernames asked for two seconds apart are answered at once", async () => {
  const clock = manualClock();
  const ask = asking(createFakeHomeserver({ clock }));
  for (const name of ["a", "b", "c"]) {
    expect(await ask(`/register/available?username=${name}`)).toMatchObject({ status: 200 });
    await clock.advance(2000);
  }
});

test("access tokens that can be refreshed expire, and are replaced", async () => {
  const clock = manualClock();
  const ask = asking(createFakeHomeserver({ clock, refreshableLifetimeMs: 60_000 }));
  const made = await ask("/register", { password, refresh_token: true, auth: dummy });
  expect(made.body).toMatchObject({ expires_in_ms: 60_000 });
  await expireWith(clock, 60_000);
  expect(await ask("/account/whoami", undefined, made.body["access_token"])).toMatchObject({
    status: 401,
    body: { errcode: "M_UNKNOWN_TOKEN", soft_logout: true },
  });
  const refresh = { refresh_token: made.body["refresh_token"] };
  const replaced = await ask("/refresh", refresh);
  const whoami = await ask("/account/whoami", undefined, replaced.body["access_token"]);
  expect(whoami).toMatchObject({ status: 200, body: { user_id: made.body["user_id"] } });
  expect(await ask("/refresh", refresh)).toMatchObject({ status: 403 });
});

type Asked = Promise<Answer>;

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.finally(() => {
    done = true;
  });
  await settled();
  return done;
}

async function expireWith(clock: ManualClock, ms: number): Promise<void> {
  await clock.advance(ms + 1);
}
