import fc from "fast-check";
import { expect, it } from "vitest";
import type { Fetch } from "../../../src/protocol/wire/request.js";
import type { RegistrationEvent, Snapshot } from "../../../src/uia/machine/types.js";
import { builtInStages } from "../../../src/uia/run/settingsOf.js";
import { runs } from "../../runs.js";
import {
  anyAct,
  anyAnswer,
  expectNameKept,
  expectOwnAnswers,
  expectSameBodies,
  quiz,
} from "../anyRegistration.js";
import { registrationOn } from "../registrationOn.js";
import { respond, type SeenRequest, success } from "../scriptedHomeserver.js";

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
        let codes = 0;
        const fetch: Fetch = async (url, init) => {
          const { pathname, search } = new URL(url);
          if (pathname.endsWith("/validity"))
            return respond({ status: 200, body: { valid: true } });
          if (pathname.endsWith("/submit_token")) {
            codes += 1;
            return respond(
              codes % 3 === 0 ? "cut" : { status: 200, body: { success: codes % 3 === 1 } },
            );
          }
          if (pathname.endsWith("/requestToken")) {
            messages += 1;
            const sid = "canary-sid";
            return respond(messages % 3 === 0 ? "cut" : { status: 200, body: { sid } });
          }
          const body = JSON.parse(init.body as string) as SeenRequest["body"];
          requests.push({ method: "POST", path: pathname + search, body });
          // A registration that loops is stopped here, so that the assertions see it.
          if (requests.length > 150) await new Promise(() => undefined);
          inFlight += 1;
          mostInFlight = Math.max(mostInFlight, inFlight);
          await Promise.resolve();
          inFlight -= 1;
          const answer = answers[(requests.length - 1) % answers.length] ?? "cut";
          if (answer === success) successes += 1;
          return respond(answer);
        };
        const { run, time, events, handed, snapshots, now } = registrationOn(
          { fetch },
          { supportedStages: [...builtInStages, quiz], formStages: [quiz] },
        );

        for (const { act, passes } of script) {
          const before = sent(events);
          const messagesBefore = messages;
          act.on(run);
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
        for (const request of requests) {
          const { body } = request;
          expectOwnAnswers(request);
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
    { numRuns: runs(500) },
  );
}, 120_000);

function sent(events: readonly RegistrationEvent[]): number {
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
