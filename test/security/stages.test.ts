import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Trust } from "../../src/protocol/guards/safeUrl.js";
import type { Fetch } from "../../src/protocol/wire/boundedFetch.js";
import type { Result } from "../../src/uia/machine/types.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import { runs } from "../runs.js";
import { anyAct, anyAnswer } from "../uia/anyRegistration.js";
import {
  type Answer,
  challenge,
  dummy,
  email,
  msisdn,
  respond,
  success,
  token,
} from "../uia/scriptedHomeserver.js";
import { createTestClock } from "../uia/testClock.js";

/**
 * The rule, for accounts made by stages: the password, the answers to stages, the UIA session, the token of
 * a guest and the new session go to the homeserver that was chosen, and nowhere else.
 */

const hosts = ["hs.test", "evil.test", "honest.test"] as const;
const host = fc.constantFrom(...hosts);

const world = fc.record({
  serverName: fc.option(host, { nil: undefined }),
  trust: fc.constantFrom<Trust>("any", "listed", "own"),
  kind: fc.constantFrom("user", "guest"),
  /** The server name of a guest that is to become a user. */
  guestOf: fc.option(host, { nil: undefined }),
  inhibitLogin: fc.boolean(),
  refreshToken: fc.boolean(),
  resume: fc.boolean(),
  /** The server name in the user ID that the homeserver gives. */
  userName: fc.oneof(fc.constant("hs.test"), host),
  /** Where the homeserver says that a code is to be sent, and where its answers redirect. */
  submitUrl: fc.option(host, { nil: undefined }),
  redirect: fc.option(host, { nil: undefined }),
  acts: fc.array(anyAct, { minLength: 2, maxLength: 8 }),
  answers: fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant(success) },
      {
        weight: 3,
        arbitrary: fc
          .constantFrom([dummy], [email, dummy], [msisdn, dummy], [token, dummy])
          .map((flow) => challenge([flow], { session: "canary-session" })),
      },
      { weight: 2, arbitrary: anyAnswer },
    ),
    { minLength: 2, maxLength: 6 },
  ),
});

type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

const accessToken = "canary-access-token";
const refreshToken = "canary-refresh-token";
const guestToken = "canary-guest-token";
const anySecret = "canary";

interface Sent {
  readonly origin: string;
  readonly path: string;
  readonly text: string;
}

/** The homeserver hs.test, which lies, and the browser, which follows its redirects where it may. */
function lyingHomeserver({ userName, submitUrl, redirect, answers }: World) {
  const sent: Sent[] = [];
  let registrations = 0;
  let madeSessions = 0;
  const account: Answer = {
    status: 200,
    body: {
      user_id: `@alice:${userName}`,
      device_id: "DEVICE",
      access_token: accessToken,
      refresh_token: refreshToken,
      home_server: "honest.test",
      well_known: { "m.homeserver": { base_url: "https://honest.test" } },
    },
  };
  const answerTo = (path: string): Answer => {
    if (path.endsWith("/validity")) return { status: 200, body: { valid: true } };
    if (path.endsWith("/submit_token")) return { status: 200, body: { success: true } };
    if (path.endsWith("/logout")) return { status: 200, body: {} };
    if (path.endsWith("/available")) return { status: 404, body: {} };
    if (path.endsWith("/requestToken")) {
      const at = submitUrl && { submit_url: `https://${submitUrl}/submit_token` };
      return { status: 200, body: { sid: "sid", ...at } };
    }
    registrations += 1;
    const answer = answers[(registrations - 1) % answers.length] ?? "cut";
    if (answer !== success) return answer;
    madeSessions += 1;
    return account;
  };
  const fetch: Fetch = async (url, init) => {
    const { origin, pathname } = new URL(url);
    const headers = JSON.stringify([...new Headers(init.headers)]);
    const body = init.body == null ? "" : await new Response(init.body).text();
    sent.push({ origin, path: pathname, text: `${url} ${headers} ${body}` });
    if (redirect !== undefined && redirect !== "hs.test" && init.redirect !== "error") {
      sent.push({ origin: `https://${redirect}`, path: pathname, text: `${headers} ${body}` });
    }
    // A registration that loops is stopped here, so that the assertions see it.
    if (sent.length > 200) await new Promise(() => undefined);
    return respond(answerTo(pathname));
  };
  return { fetch, sent, madeSessions: () => madeSessions };
}

const ticks = async () => {
  for (let turn = 0; turn < 80; turn += 1) await Promise.resolve();
};

test("no secret of a sign-up by stages goes anywhere but to its homeserver", async () => {
  const ends = { handed: 0, refused: 0, withGuest: 0 };
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      const { serverName, trust, kind, guestOf, inhibitLogin, resume } = given;
      const { fetch, sent, madeSessions } = lyingHomeserver(given);
      const { clock, pass } = createTestClock();
      const kept = new Map<string, string>();
      const handed: Result[] = [];
      const told: unknown[] = [];
      const registration = createRegistration({
        ...{ trust, kind, inhibitLogin, resume, fetch, clock },
        homeserver: { baseUrl: "https://hs.test", ...(serverName !== undefined && { serverName }) },
        refreshToken: given.refreshToken,
        ...(guestOf !== undefined && {
          guest: { userId: `@123:${guestOf}`, accessToken: guestToken },
        }),
        storage: {
          getItem: (key) => kept.get(key) ?? null,
          setItem: (key, text) => void kept.set(key, text),
          removeItem: (key) => void kept.delete(key),
        },
        onDone: (result) => void handed.push(result),
        onEvent: (event) => told.push(event),
      });
      registration.subscribe(() => told.push(registration.getSnapshot(), [...kept.values()]));
      for (const act of given.acts) {
        act.on(registration);
        await ticks();
        for (let turn = 0; turn < 4; turn += 1) {
          pass(20_000);
          await ticks();
        }
      }

      const elsewhere = sent.filter(({ origin }) => origin !== "https://hs.test");
      expect(elsewhere.filter(({ text }) => text.includes(anySecret))).toEqual([]);
      // Only what a browser repeats of a question without a secret in its headers or body.
      expect(elsewhere.filter(({ origin }) => origin !== `https://${given.redirect}`)).toEqual([]);
      const guestTokens = sent.filter(({ text }) => text.includes(guestToken));
      if (guestOf === undefined || guestOf !== serverName) expect(guestTokens).toEqual([]);
      ends.withGuest += guestTokens.length;
      expect(JSON.stringify(told)).not.toContain(anySecret);

      // Each session that was made is the app's, or was ended.
      const sessions = handed.filter(
        (result) => result.outcome === "registered" && result.account.session !== null,
      );
      const ended = sent.filter(({ path }) => path.endsWith("/logout"));
      for (const { text } of ended) expect(text).toContain(`Bearer ${accessToken}`);
      expect(sessions.length + ended.length).toBe(madeSessions());
      for (const result of handed) {
        if (result.outcome !== "registered") continue;
        expect(result.account.baseUrl).toBe("https://hs.test");
        expect(result.account.serverName).toBe(serverName ?? given.userName);
        if (inhibitLogin) expect(result.account.session).toBeNull();
        ends.handed += 1;
      }
      const snapshot = registration.getSnapshot();
      const isOfAnother = serverName !== undefined && serverName !== given.userName;
      const hasBegunAnew = given.acts.some(({ name }) => name === "start again");
      if (isOfAnother && snapshot.status === "failed" && madeSessions() > 0 && !hasBegunAnew) {
        expect(snapshot.problem).toMatchObject({ userId: `@alice:${given.userName}` });
        ends.refused += 1;
      }
      registration.dispose();
    }),
    { numRuns: runs(600) },
  );
  // The world is not so hostile that nothing was tried.
  for (const count of Object.values(ends)) expect(count).toBeGreaterThan(runs(600) / 60);
}, 120_000);

test("after a lost answer nothing but a 401 with flows leads to a failure or a problem of the form", async () => {
  const withoutWord = anyAnswer.filter(
    (answer) =>
      typeof answer === "string" ||
      !(answer.status === 200 || JSON.stringify(answer.body).includes('"flows"')),
  );
  const acts = fc.constantFrom("retry", "checkAgain", "cancel", "checkNow");
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom([dummy], [token, dummy], [email, dummy]),
      fc.constantFrom<Answer>("cut", "html", { status: 200, body: null }),
      fc.array(withoutWord, { minLength: 1, maxLength: 8 }),
      fc.array(acts, { maxLength: 10 }),
      async (flow, lost, answers, script) => {
        const { clock, pass } = createTestClock();
        let writes = 0;
        let isLost = false;
        const registration = createRegistration({
          homeserver: { baseUrl: "https://hs.test", serverName: "hs.test" },
          clock,
          fetch: async (url) => {
            if (url.includes("/validity")) return respond({ status: 200, body: { valid: true } });
            if (url.includes("/requestToken")) return respond({ status: 200, body: { sid: "s" } });
            if (url.includes("/available")) return respond({ status: 404, body: {} });
            writes += 1;
            if (writes === 1) return respond(challenge([flow]));
            if (writes === 2) {
              isLost = true;
              return respond(lost);
            }
            return respond(answers[(writes - 3) % answers.length] ?? "cut");
          },
        });
        registration.subscribe(() => {
          const snapshot = registration.getSnapshot();
          if (!isLost) return;
          expect(snapshot.status).not.toBe("failed");
          if (snapshot.status === "account") expect(snapshot.problems).toEqual([]);
        });
        const reported = vi.fn();
        vi.stubGlobal("reportError", reported);
        void registration.submitAccount({
          ...{ username: "alice", password: "pw", registrationToken: "t", email: "a@b.c" },
        });
        await ticks();
        registration.checkNow();
        await ticks();
        expect(isLost).toBe(true);
        for (const name of [...script, "checkAgain"] as const) {
          registration[name]();
          await ticks();
          pass(20_000);
          await ticks();
        }
        expect(reported.mock.calls).toEqual([]);
        vi.unstubAllGlobals();
        registration.dispose();
      },
    ),
    { numRuns: runs(500) },
  );
}, 120_000);
