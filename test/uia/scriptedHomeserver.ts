import type { Fetch } from "../../src/protocol/wire/request.js";

/** What the homeserver does with one request. `cut`: no answer comes. */
export type Answer =
  | "cut"
  | "html"
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

type Script = readonly (Answer | ((request: SeenRequest) => Answer))[];

export const baseUrl = "https://hs.test";

/**
 * Answers in the order given, and remembers what it was asked. Beyond the script it fails the test.
 * Questions about a name are no part of the script: there is no such endpoint, or an answer of its own.
 */
export function scriptedHomeserver(...script: Script) {
  const requests: SeenRequest[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const names: (string | null)[] = [];
  let answerToName = refusal(404, "M_UNRECOGNIZED");
  const fetch: Fetch = async (input, init) => {
    const url = new URL(input);
    const request: SeenRequest = {
      method: init.method ?? "GET",
      path: url.pathname + url.search,
      body: typeof init.body === "string" ? (JSON.parse(init.body) as SeenRequest["body"]) : {},
    };
    if (url.pathname.endsWith("/register/available")) {
      names.push(url.searchParams.get("username"));
      return respond(answerToName);
    }
    requests.push(request);
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    // An answer takes its time, so that a second request would be seen.
    await new Promise((resolve) => setTimeout(resolve, 0));
    inFlight -= 1;
    const next = script[requests.length - 1];
    if (next === undefined) throw new Error(`Request ${requests.length} is not in the script.`);
    return respond(typeof next === "function" ? next(request) : next);
  };
  return {
    fetch,
    requests,
    registrations: () => requests.filter(({ path }) => path.includes("/v3/register")),
    mostInFlight: () => mostInFlight,
    /** Names that it was asked about. */
    names,
    answerNames(answer: Answer): void {
      answerToName = answer;
    },
  };
}

export function respond(answer: Answer): Response {
  if (answer === "cut") throw new TypeError("Failed to fetch");
  if (answer === "html") return new Response("<html>Bad gateway</html>", { status: 502 });
  return new Response(JSON.stringify(answer.body), {
    status: answer.status,
    headers: { "Content-Type": "application/json", ...answer.headers },
  });
}

export const dummy = "m.login.dummy";
export const terms = "m.login.terms";
export const email = "m.login.email.identity";
export const msisdn = "m.login.msisdn";
export const recaptcha = "m.login.recaptcha";
export const token = "m.login.registration_token";

export const termsParams = {
  [terms]: {
    policies: {
      privacy: { version: "1", en: { name: "Privacy", url: "https://hs.test/privacy" } },
    },
  },
};

export const acceptedPrivacy = {
  id: "privacy",
  version: "1",
  language: "en",
  url: "https://hs.test/privacy",
};

/** A 401 that asks for stages. */
export function challenge(
  flows: readonly (readonly string[])[],
  more: Record<string, unknown> = {},
): Answer {
  const params = {
    ...(flows.flat().includes(terms) ? termsParams : {}),
    ...(flows.flat().includes(recaptcha) ? { [recaptcha]: { public_key: "key" } } : {}),
  };
  return {
    status: 401,
    body: { session: "s1", flows: flows.map((stages) => ({ stages })), params, ...more },
  };
}

export function refusal(
  status: number,
  errcode: string,
  more: Record<string, unknown> = {},
): Answer {
  return { status, body: { errcode, error: `Words about ${errcode}`, ...more } };
}

export const success: Answer = {
  status: 200,
  body: {
    user_id: "@alice:hs.test",
    access_token: "secret-access-token",
    device_id: "DEVICE",
    home_server: "hs.test",
  },
};
