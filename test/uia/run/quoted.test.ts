import fc from "fast-check";
import { expect, it } from "vitest";
import { runs } from "../../runs.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  recaptcha,
  type SeenRequest,
  scriptedHomeserver,
} from "../scriptedHomeserver.js";

/** A session as long as those of homeservers, so that no text has it by chance. */
const session = "0123456789abcdef01234567";

it("no state holds the session or the password, where the homeserver quotes them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(400, 401, 403, 404, 500),
      fc.constantFrom("M_UNKNOWN", "M_FORBIDDEN", "M_WEAK_PASSWORD", "M_INVALID_USERNAME"),
      fc.constantFrom("session", "password"),
      fc.boolean(),
      async (status, errcode, secret, hasFlows) => {
        const quoting = ({ body }: SeenRequest): Answer => {
          const { session: sent } = (body["auth"] ?? {}) as { session?: string };
          const quoted = secret === "session" ? (sent ?? session) : String(body["password"]);
          const refused = { errcode, error: `Unknown: “${quoted}”.` };
          const flows = challenge([[recaptcha, dummy]], { session, ...refused });
          return hasFlows ? flows : { status, body: refused };
        };
        const begun = challenge([[recaptcha, dummy]], { session });
        const { run, snapshots, events } = registrationOn(
          scriptedHomeserver(begun, quoting, ...Array.from({ length: 10 }, () => quoting)),
        );
        await run.submitAccount(alice);
        run.submitStage({ response: "solved" });
        await expect.poll(() => run.getSnapshot().activity).not.toBe("sending");
        const told = JSON.stringify([snapshots, events]);
        expect(told).not.toContain(session);
        expect(told).not.toContain(alice.password);
      },
    ),
    { numRuns: runs(100) },
  );
});

it("other words of the homeserver are told", async () => {
  const begun = challenge([[recaptcha]], { session });
  const refused = { status: 400, body: { errcode: "M_UNKNOWN", error: "Come back later." } };
  const { run, now } = registrationOn(
    scriptedHomeserver(begun, refused, refused, refused, refused),
  );
  await run.submitAccount(alice);
  run.submitStage({ response: "solved" });
  await expect.poll(() => JSON.stringify(now())).toContain("Come back later.");
});
