import fc from "fast-check";
import { expect, it } from "vitest";
import type { Fetch } from "../../src/protocol/request.js";
import { builtInStages } from "../../src/uia/stages.js";
import type { Registration, RunEvent, Snapshot } from "../../src/uia/types.js";
import { runOn } from "./runOn.js";
import {
  type Answer,
  acceptedPrivacy,
  challenge,
  dummy,
  email,
  recaptcha,
  refusal,
  respond,
  type SeenRequest,
  success,
  terms,
  token,
} from "./scriptedHomeserver.js";

const password = "canary-password";
const invitation = "canary-invitation";
const uiaSession = "canary-session";

const quiz = "org.example.quiz";
const stages = [dummy, terms, token, recaptcha, email, quiz, "org.example.dance"];
const anyFlows = fc.array(fc.subarray(stages), { maxLength: 3 });
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc
    .record({ flows: anyFlows, completed: fc.subarray(stages), refused: fc.boolean() })
    .map((made) =>
      challenge(made.flows, {
        session: uiaSession,
        completed: made.completed,
        ...(made.refused ? { errcode: "M_UNAUTHORIZED", error: "No" } : {}),
      }),
    ),
  fc
    .constantFrom(
      [400, "M_USER_IN_USE"],
      [400, "M_INVALID_USERNAME"],
      [400, "M_PASSWORD_TOO_SHORT"],
      [400, "M_MISSING_PARAM"],
      [401, "M_UNKNOWN_TOKEN"],
      [401, "M_UNAUTHORIZED"],
      [403, "M_FORBIDDEN"],
      [403, "M_UNKNOWN"],
      [404, "M_UNRECOGNIZED"],
      [429, "M_LIMIT_EXCEEDED"],
      [500, "M_UNKNOWN"],
    )
    .map(([status, errcode]) => refusal(status as number, errcode as string)),
  fc.constant(refusal(400, "M_UNKNOWN", { error: "Unknown session ID: x" })),
  fc.constantFrom<Answer>("cut", "html", success, { status: 200, body: null }),
);

type Act = (run: Registration) => void;
const anyAct = fc.constantFrom<Act>(
  (run) => void run.submitAccount(input("alice")),
  (run) => void run.submitAccount(input("alice")),
  (run) => void run.submitAccount(input("bob")),
  (run) => void run.submitAccount({ ...input("alice"), password: `${password}-2` }),
  (run) => void run.submitAccount({ guest: true }),
  (run) => {
    run.submitStage({ acceptedPolicies: [acceptedPrivacy] });
  },
  (run) => {
    run.submitStage({ token: invitation });
  },
  (run) => {
    run.submitStage({ response: "canary-response" });
  },
  (run) => {
    run.submitStage({ address: "alice@example.org" });
  },
  (run) => {
    run.look();
  },
  (run) => {
    run.openFallback("click");
  },
  (run) => {
    run.resend();
  },
  (run) => {
    run.retry();
  },
  (run) => {
    run.checkAgain();
  },
  (run) => {
    run.cancel();
  },
  (run) => {
    run.startAgain();
  },
  (run) => {
    run.changeAnswer("username");
  },
  (run) => {
    run.chooseFlow([dummy]);
  },
);

function input(username: string) {
  return {
    username,
    password,
    registrationToken: invitation,
    acceptedPolicies: [acceptedPrivacy],
    stages: { [quiz]: { answer: "canary-answer" } },
  };
}

it("no sequence of answers and acts breaks the ground rules", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ act: anyAct, passes: fc.constantFrom(0, 1_000, 20_000, 900_000) }), {
        minLength: 1,
        maxLength: 8,
      }),
      // Repeated for ever: a homeserver that never lets go must not make us loop.
      fc.array(anyAnswer, { minLength: 1, maxLength: 6 }),
      async (script, answers) => {
        const requests: SeenRequest[] = [];
        let inFlight = 0;
        let mostInFlight = 0;
        let successes = 0;
        let messages = 0;
        const fetch: Fetch = async (url, init) => {
          const { pathname, search } = new URL(url);
          if (pathname.endsWith("/validity"))
            return respond({ status: 200, body: { valid: true } });
          if (pathname.endsWith("/requestToken")) {
            messages += 1;
            const sid = "canary-sid";
            return respond(messages % 3 === 0 ? "cut" : { status: 200, body: { sid } });
          }
          const body = JSON.parse(init.body as string) as SeenRequest["body"];
          requests.push({ method: "POST", path: pathname + search, body });
          // A run that loops is stopped here, so that the assertions see it.
          if (requests.length > 150) await new Promise(() => undefined);
          inFlight += 1;
          mostInFlight = Math.max(mostInFlight, inFlight);
          await Promise.resolve();
          inFlight -= 1;
          const answer = answers[(requests.length - 1) % answers.length] ?? "cut";
          if (answer === success) successes += 1;
          return respond(answer);
        };
        const { run, time, events, handed, snapshots, now } = runOn(
          { fetch },
          { supportedStages: [...builtInStages, quiz], formStages: [quiz] },
        );

        for (const { act, passes } of script) {
          const before = sent(events);
          const messagesBefore = messages;
          act(run);
          await rest(now);
          // Everything by itself that there is: the checks and what they set going.
          for (let check = 0; check < 8; check += 1) {
            time.pass(20_000);
            await rest(now);
          }
          // Looking whether a stage was done elsewhere is counted apart.
          expect(sent(events) - before, "requests after one act").toBeLessThanOrEqual(12);
          expect(messages - messagesBefore, "messages after one act").toBeLessThanOrEqual(1);
          expect(now().activity, "every waiting ends").toMatch(/^(idle|paused)$/);
          time.pass(passes);
        }

        expect(mostInFlight, "requests in flight").toBeLessThanOrEqual(1);
        for (const { body } of requests) {
          expect(Object.values(body), "absent is not null").not.toContain(null);
          // No request that may finish a flow goes without the password.
          if (!("username" in body)) continue;
          expect(body["password"]).toMatch(/^canary-password/);
        }
        expectSameBodies(requests);
        expect(handed.length).toBeLessThanOrEqual(1);
        expect(now().status === "done").toBe(handed.length === 1);
        if (handed.length === 1) expect(successes).toBeGreaterThan(0);
        const told = JSON.stringify([snapshots, events]);
        expect(told).not.toMatch(/canary|secret-access-token/);
        expectNameKept(snapshots);
      },
    ),
    { numRuns: 500 },
  );
}, 120_000);

function sent(events: readonly RunEvent[]): number {
  const ours = events.filter((event) => event.type === "sent");
  return ours.filter(({ purpose }) => purpose === "register" || purpose === "check").length;
}

/** Lets every answer that is under way arrive. */
async function rest(now: () => Snapshot): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    await Promise.resolve();
    if (turn > 60 && !["sending", "checking"].includes(now().activity)) return;
  }
}

/** Within a session only `auth` and a corrected username differ. */
function expectSameBodies(requests: readonly SeenRequest[]): void {
  let first: SeenRequest["body"] | undefined;
  for (const { body } of requests) {
    const { auth, username: _, ...rest } = body;
    if (auth === undefined) first = rest;
    else expect(rest).toEqual(first);
  }
}

/** What was typed is never lost: the username only changes by being submitted anew. */
function expectNameKept(snapshots: readonly Snapshot[]): void {
  let known: string | undefined;
  for (const { username } of snapshots) {
    if (known !== undefined && username === undefined) {
      // Only a guest account has none.
      continue;
    }
    known = username ?? known;
    if (known !== undefined) expect(known).toMatch(/^(alice|bob)$/);
  }
}
