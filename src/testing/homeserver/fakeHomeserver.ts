import { dialects } from "../dialects/dialects.js";
import { type Routes, route } from "../endpoints/routes.js";
import { createMisbehaviours } from "../misbehaviour/misbehaviour.js";
import type { FakeAccount } from "../model/accounts.js";
import type { Manners } from "../model/manners.js";
import type { FakeRegistrationToken, RegistrationTokenUse } from "../model/registrationTokens.js";
import type { Rule } from "../model/rules.js";
import { type FakeHomeserverOptions, type Settings, settingsFrom } from "../model/settings.js";
import { createState, type HomeserverState } from "../model/state.js";
import type { FakeSms } from "../model/threepids/identityServer.js";
import type { FakeMail } from "../model/threepids/mailbox.js";
import { type Answer, internalError, jsonResponse, Refusal } from "../server/answers.js";
import { type Call, readCall } from "../server/call.js";
import { pause } from "../server/clock.js";
import { strictCors } from "../server/cors.js";
import { type FetchLike, fetchFrom } from "../server/fetchLike.js";
import { htmlResponse } from "../server/html.js";
import { createRequestLog, type LoggedRequest } from "../server/requestLog.js";

/** A homeserver in memory that answers as a real one of its dialect, or as wrongly as it is told. */
export interface FakeHomeserver {
  readonly serverName: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Answers one request. `Response.error()` means that the connection was cut. */
  readonly handle: (request: Request) => Promise<Response>;
  /** A `fetch` that reaches nothing but this homeserver, with the CORS rules of a browser. */
  readonly fetch: FetchLike;
  readonly accounts: readonly FakeAccount[];
  /** Every request but preflights, oldest first. */
  readonly requests: readonly LoggedRequest[];
  readonly registrationTokens: readonly RegistrationTokenUse[];
  /** Every mail that arrived, oldest first. */
  readonly mailbox: readonly FakeMail[];
  /** Every SMS that arrived, oldest first. */
  readonly smsInbox: readonly FakeSms[];
  /** Makes an account beside all checks; returns its user ID. */
  addAccount(username: string, password?: string): string;
  /** Lets in an account that waits for approval (MSC3866). */
  approve(userId: string): void;
  addRegistrationToken(token: FakeRegistrationToken): void;
  /** All UIA sessions expire. */
  forgetSessions(): void;
  /** No link in a mail sent until now is good any longer. */
  expireMailLinks(): void;
  /** No code in an SMS sent until now is good any longer. */
  expireCodes(): void;
  /** Goes wrong by a rule; the returned function takes it back. */
  misbehave(rule: Rule): () => void;
}

/**
 * Makes a fake homeserver. It lives in memory and is gone with the last reference to it.
 * @throws Error where the test environment lacks `Request` and `Response`
 */
export function createFakeHomeserver(options: FakeHomeserverOptions = {}): FakeHomeserver {
  assertEnvironment();
  const { manners, routes } = dialects[options.dialect ?? "synapse"];
  const settings = settingsFrom(options, manners.flows);
  const state = createState(settings, manners);
  const log = createRequestLog();
  const basePath = new URL(settings.baseUrl).pathname.replace(/\/$/, "");
  const headers = settings.corsStricter ? () => strictCors : manners.headers;
  const preflight = settings.corsStricter
    ? { ...manners.preflight, headers: strictCors }
    : manners.preflight;
  const misbehaviours = createMisbehaviours(state, headers);

  async function handle(request: Request): Promise<Response> {
    if (request.method === "OPTIONS") return new Response(null, preflight);
    const call = await readCall(request, basePath);
    const answered = log.note(call);
    const response = await misbehaviours.around(call, () => act(call, state, routes, headers));
    answered(response);
    return response;
  }

  return {
    serverName: settings.serverName,
    baseUrl: settings.baseUrl,
    handle,
    fetch: fetchFrom(handle, (url) => isHere(url, settings)),
    get accounts() {
      return state.accounts.all();
    },
    get requests() {
      return log.all();
    },
    get registrationTokens() {
      return state.tokens.all();
    },
    get mailbox() {
      return [...state.mailbox];
    },
    get smsInbox() {
      return [...state.identityServer.smsInbox];
    },
    addAccount: (username, password) =>
      state.accounts.create({ localpart: username, password }).userId,
    approve: (userId) => {
      const account = state.accounts.find(userId);
      if (account !== undefined) account.approved = true;
    },
    addRegistrationToken: (token) => {
      state.tokens.add(token);
    },
    forgetSessions: () => {
      state.sessions.forget();
    },
    expireMailLinks: () => {
      state.emailValidations.expireLinks();
    },
    expireCodes: () => {
      state.identityServer.expireCodes();
    },
    misbehave: (rule) => misbehaviours.add(rule),
  };
}

/** Says what is missing: an environment of Jest, for one, hides what Node has. */
function assertEnvironment(): void {
  const missing = ["Request", "Response", "Headers"].filter((name) => !(name in globalThis));
  if (missing.length === 0) return;
  throw new Error(
    `The fake homeserver needs ${missing.join(", ")}, which this test environment lacks. Node has them: take an environment that keeps them, such as jest-fixed-jsdom.`,
  );
}

/** The API is at the base URL alone; the server name's own host tells where that is. */
function isHere({ origin, host, pathname }: URL, { baseUrl, serverName }: Settings): boolean {
  return (
    origin === new URL(baseUrl).origin ||
    (host === serverName && pathname.startsWith("/.well-known/"))
  );
}

async function act(
  call: Call,
  state: HomeserverState,
  routes: Routes,
  headers: Manners["headers"],
): Promise<Response> {
  const { manners, settings } = state;
  const json = (answer: Answer) => jsonResponse(answer, headers(answer.status));
  const handler = route(call, state, routes);
  if (typeof handler === "number") {
    if (manners.outside === "page" && !/^\/(?:_matrix|\.well-known)\//.test(call.path)) {
      return htmlResponse(404, "No Such Resource", "<p>There is nothing here.</p>");
    }
    const body = { errcode: "M_UNRECOGNIZED", error: "Unrecognized request" };
    return json(manners.reworded({ status: handler, body }));
  }
  try {
    const answer = await handler(call, state);
    return answer instanceof Response ? answer : json(answer);
  } catch (error) {
    if (!(error instanceof Refusal)) return json(manners.reworded(internalError));
    await pause(settings.clock, error.delayMs);
    return json(manners.reworded(error.answer));
  }
}
