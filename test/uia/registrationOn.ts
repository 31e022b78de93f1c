import type { RegistrationEvent, Result, Snapshot } from "../../src/uia/machine/types.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import type { RegistrationOptions } from "../../src/uia/run/registrationOptions.js";
import { baseUrl, type scriptedHomeserver } from "./scriptedHomeserver.js";
import { createTestClock } from "./testClock.js";

export const homeserver = { baseUrl, serverName: "hs.test" };
export const alice = { username: "alice", password: "correct horse" };

/** A registration on a scripted homeserver, with everything it tells. */
export function registrationOn(
  server: Pick<ReturnType<typeof scriptedHomeserver>, "fetch">,
  options: Partial<RegistrationOptions> = {},
) {
  const time = createTestClock();
  const events: RegistrationEvent[] = [];
  const handed: Result[] = [];
  const run = createRegistration({
    homeserver,
    trust: "listed",
    fetch: server.fetch,
    clock: time.clock,
    onEvent: (event) => events.push(event),
    onDone: (result) => void handed.push(result),
    ...options,
  });
  const snapshots: Snapshot[] = [run.getSnapshot()];
  run.subscribe(() => snapshots.push(run.getSnapshot()));
  return { run, time, events, handed, snapshots, now: () => run.getSnapshot() };
}
