import { afterAll, afterEach, beforeAll, describe, inject } from "vitest";
import type { SetUp } from "../synapse/setUps.mjs";
import { startSynapse, synapseVersion } from "../synapse/synapse.mjs";
import { startFake } from "./fake.js";
import { type Homeserver, homeserver, type RunningHomeserver } from "./homeserver.js";

const fake = "the fake homeserver";
const synapse = `Synapse ${synapseVersion}`;

/**
 * Cases of one set-up, written once. They run on the fake homeserver and on a real Synapse, one after
 * the other, each with an instance of this file's own.
 */
export function conformance(setUp: SetUp, cases: (homeserver: Homeserver) => void): void {
  describe(`${setUp} on ${fake}`, () => {
    cases(lazily(fake, setUp, () => Promise.resolve(startFake(setUp))));
  });
  describe.skipIf(inject("synapseMissing"))(`${setUp} on ${synapse}`, () => {
    cases(lazily(synapse, setUp, () => startRealSynapse(setUp)));
  });
}

function lazily(name: string, setUp: SetUp, start: () => Promise<RunningHomeserver>): Homeserver {
  let running: RunningHomeserver | undefined;
  beforeAll(async () => {
    running = await start();
  });
  afterEach(({ task }) => {
    if (task.result?.state === "fail" && running?.log) console.log(running.log().slice(-5000));
  });
  afterAll(async () => {
    await running?.stop();
  });
  return homeserver(name, setUp, () => {
    if (!running) throw new Error(`${name} does not run yet`);
    return running;
  });
}

async function startRealSynapse(setUp: SetUp): Promise<RunningHomeserver> {
  const instance = await startSynapse(setUp);
  return { ...instance, fetch: (request) => fetch(request, { redirect: "manual" }) };
}
