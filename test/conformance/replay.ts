import { readFileSync } from "node:fs";
import {
  createFakeHomeserver,
  type FakeClock,
  type FakeHomeserverOptions,
} from "../../src/testing/index.js";

/** One request to a running homeserver and its answer, as they were written down. */
export interface Recorded {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** The body: a text as it is, anything else as JSON. */
  readonly sent?: unknown;
  readonly status: number;
  /** The content type. */
  readonly type?: string;
  /** `name: value` of the headers that a browser looks at. */
  readonly cors: readonly string[];
  /** Tokens in it are blanked. */
  readonly body: string;
}

/** The recordings, and the fake homeserver that is to answer as each of them. */
export const recordings = {
  "synapse-open": { dialect: "synapse" },
  mas: { dialect: "mas" },
  "dendrite-open": { dialect: "dendrite", guests: true },
  "dendrite-closed": { dialect: "dendrite", closed: true },
  "dendrite-captcha": { dialect: "dendrite", recaptcha: true },
  "conduit-open": { dialect: "conduit" },
  "conduit-token": {
    dialect: "conduit",
    registrationToken: "required",
    registrationTokens: [{ token: "tok-en_1.2~3" }],
  },
  "conduit-closed": { dialect: "conduit", closed: true },
  "continuwuity-open": { dialect: "continuwuity" },
  "continuwuity-token": {
    dialect: "continuwuity",
    registrationToken: "required",
    registrationTokens: [{ token: "cw-token-1" }],
  },
} as const satisfies Record<string, FakeHomeserverOptions>;

export type RecordingName = keyof typeof recordings;

export const recordingNames = Object.keys(recordings) as RecordingName[];

export function readRecording(name: RecordingName): readonly Recorded[] {
  const url = new URL(`recordings/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as Recorded[];
}

/** What of an answer is compared. */
export interface Comparable {
  readonly status: number;
  readonly type: string | undefined;
  readonly cors: readonly string[];
  readonly errcode: unknown;
  /** The words; those for a body that cannot be read come from a parser, and are left out. */
  readonly error: unknown;
  readonly flows: unknown;
  /** Keys and types of the whole body. */
  readonly shape: unknown;
}

/** A recorded answer and that of the fake to the same request. */
export interface Replayed {
  readonly recorded: Recorded;
  readonly expected: Comparable;
  readonly answered: Comparable;
}

/** Sends the requests of a recording to a new fake homeserver, in their order. */
export async function replay(name: RecordingName): Promise<readonly Replayed[]> {
  const recording = readRecording(name);
  const fake = createFakeHomeserver({
    ...recordings[name],
    serverName: "localhost",
    clock: hastyClock(),
  });
  const sessions = new Map<string, string>();
  let accessToken: string | undefined;

  /** The same text with the sessions of the fake. */
  const translated = (text: string) =>
    [...sessions].reduce((known, [theirs, ours]) => known.replaceAll(theirs, ours), text);

  const replayed: Replayed[] = [];
  for (const recorded of recording) {
    const { method, path, sent } = recorded;
    const url = `${fake.baseUrl}${translated(path)}`;
    const token = tokenFor(recorded, accessToken);
    const headers: HeadersInit = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const body = sent === undefined || typeof sent === "string" ? sent : JSON.stringify(sent);
    const response = await fake.handle(
      new Request(url, {
        method,
        headers,
        ...(body !== undefined && method !== "GET" && { body: translated(body) }),
      }),
    );
    const text = await response.text();
    const type = response.headers.get("Content-Type") ?? undefined;
    const cors = [...response.headers].map(([header, value]) => `${header}: ${value}`);
    const [theirs, ours] = [json(recorded.body), json(text)];
    if (typeof theirs?.["session"] === "string" && typeof ours?.["session"] === "string") {
      sessions.set(theirs["session"], ours["session"]);
    }
    if (typeof ours?.["access_token"] === "string") accessToken = ours["access_token"];
    replayed.push({
      recorded,
      expected: comparable(recorded.status, recorded.type, recorded.cors, recorded.body),
      // A long answer was cut when it was recorded.
      answered: comparable(response.status, type, cors, theirs === undefined ? "" : text),
    });
  }
  return replayed;
}

/** Tokens are blanked: who asks is told by the request's name. */
function tokenFor({ name }: Recorded, last: string | undefined): string | undefined {
  if (name === "whoami wrong token") return "nope";
  return name === "whoami" || name === "guest whoami" ? last : undefined;
}

/** Each wait is over at once. */
function hastyClock(): FakeClock {
  let now = Date.now();
  return {
    now: () => now,
    wait(ms, callback) {
      now += ms;
      queueMicrotask(callback);
      return () => undefined;
    },
  };
}

/** Of pages, all but their being one. */
export function comparable(
  status: number,
  type: string | undefined,
  headers: readonly string[],
  text: string,
): Comparable {
  const body = json(text);
  return {
    status,
    type: type?.toLowerCase(),
    cors: headers
      .map((header) => header.toLowerCase().replaceAll(", ", ","))
      .filter((header) => header.startsWith("access-control-") || header.startsWith("retry-after"))
      .sort(),
    errcode: body?.["errcode"],
    error: body?.["errcode"] === "M_BAD_JSON" ? undefined : body?.["error"],
    flows: body?.["flows"],
    shape: body === undefined ? undefined : shapeOf(body),
  };
}

function json(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined; // A page, no answer at all, or one that was cut.
  }
}

/** Maps whose keys are the homeserver's own affair. */
const maps = new Set(["unstable_features"]);

function shapeOf(value: unknown): unknown {
  if (value === null) return "null";
  if (Array.isArray(value)) {
    return [...new Set(value.map((each) => JSON.stringify(shapeOf(each))))].sort();
  }
  if (typeof value !== "object") return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, maps.has(key) ? "map" : shapeOf(inner)]),
  );
}
