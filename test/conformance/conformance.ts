import { isDeepStrictEqual } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { dendriteVersion, startDendrite } from "../dendrite/dendrite.mjs";
import * as dendriteSetUps from "../dendrite/setUps.mjs";
import type { SetUp } from "../synapse/setUps.mjs";
import { startSynapse, synapseVersion } from "../synapse/synapse.mjs";
import { expectLetters } from "./answer.js";
import { startFake } from "./fake.js";
import { type Homeserver, homeserver, type RunningHomeserver } from "./homeserver.js";
import { differences, isAbout, leftOut } from "./onDendrite.js";
import { createTranscripts, type Transcripts } from "./transcript.js";

const fake = "the fake homeserver";
const synapse = `Synapse ${synapseVersion}`;
const fakeDendrite = "the fake homeserver as Dendrite";
const dendrite = `Dendrite ${dendriteVersion}`;

/**
 * Cases of one set-up, written once. They run on the fake homeserver and on a real Synapse, one after
 * the other, each with an instance of this file's own. Where Dendrite has such a set-up, they run on
 * both as Dendrite too, and answer for answer the two are to be the same.
 */
export function conformance(setUp: SetUp, cases: (homeserver: Homeserver) => void): void {
  describe(`${setUp} on ${fake}`, () => {
    cases(lazily(fake, setUp, () => Promise.resolve(startFake(setUp))));
  });
  describe.skipIf(inject("synapseMissing"))(`${setUp} on ${synapse}`, () => {
    cases(lazily(synapse, setUp, () => startRealSynapse(setUp)));
  });
  const onDendrite = dendriteSetUps.setUps.find((name) => name === setUp);
  if (onDendrite !== undefined && !isAbout(leftOut, `${onDendrite} > `))
    conformanceOfDendrite(onDendrite, cases);
}

function conformanceOfDendrite(
  setUp: dendriteSetUps.SetUp,
  cases: (homeserver: Homeserver) => void,
): void {
  const ofFake = createTranscripts();
  const ofDendrite = createTranscripts();
  describe(`${setUp} on ${fakeDendrite}`, () => {
    turnAroundDifferences(setUp, ofFake);
    const options = { dialect: "dendrite", usersTaken: [] } as const;
    const start = () => Promise.resolve(startFake(setUp, options));
    cases(lazily(fakeDendrite, setUp, () => noting(start, ofFake)));
  });
  describe.skipIf(inject("dendriteMissing"))(`${setUp} on ${dendrite}`, () => {
    turnAroundDifferences(setUp, ofDendrite);
    cases(lazily(dendrite, setUp, () => noting(() => startRealDendrite(setUp), ofDendrite)));
  });
  test.skipIf(inject("dendriteMissing"))(`${setUp}: both answered the same as Dendrite`, () => {
    const [fakes, real] = [ofFake.byCase, ofDendrite.byCase];
    const different = [...real.keys()].filter(
      (name) => !isDeepStrictEqual(real.get(name), fakes.get(name)),
    );
    const chosen = (transcripts: typeof real) =>
      Object.fromEntries(different.map((name) => [name, transcripts.get(name)]));
    expect(chosen(fakes)).toEqual(chosen(real));
  });
}

/** A case that does not hold on Dendrite is to fail there. */
function turnAroundDifferences(setUp: string, transcripts: Transcripts): void {
  beforeEach(({ task, skip }) => {
    const name = `${setUp} > ${task.fullTestName.split(" > ").slice(1).join(" > ")}`;
    skip(isAbout(leftOut, name), "On Dendrite it is left out");
    transcripts.begin(name);
    expectLetters(false);
    if (isAbout(differences, name)) Object.assign(task, { fails: true });
  });
  afterEach(() => {
    expectLetters(true);
  });
}

async function noting(
  start: () => Promise<RunningHomeserver>,
  transcripts: Transcripts,
): Promise<RunningHomeserver> {
  const running = await start();
  return {
    ...running,
    mailbox: [],
    smsInbox: [],
    fetch: async (request) => transcripts.note(await running.fetch(request)),
  };
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

async function startRealDendrite(setUp: dendriteSetUps.SetUp): Promise<RunningHomeserver> {
  const instance = await startDendrite(setUp);
  const none = (what: string) => () => {
    throw new Error(`Dendrite has no ${what}`);
  };
  return {
    ...instance,
    fetch: (request) => fetch(request, { redirect: "manual" }),
    createRegistrationToken: none("registration tokens"),
    countRegistrationToken: none("registration tokens"),
    approve: none("approval"),
    mailbox: [],
    smsInbox: [],
    expireMailLinks: none("mails"),
    expireCodes: none("SMS"),
  };
}
