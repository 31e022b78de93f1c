import { MatrixError } from "../protocol/errors.js";
import {
  isLongerThan,
  maxDeviceDisplayNameCodePoints,
  parseUserId,
  randomDeviceId,
} from "../protocol/identifiers.js";
import {
  type AuthDict,
  type RegisterParams,
  type RegisterResponse,
  register,
} from "../protocol/register.js";
import { registrationTokenValid } from "../protocol/registrationToken.js";
import type { Fetch } from "../protocol/request.js";
import type { Trust } from "../protocol/safeUrl.js";
import { answerOf } from "./answerOf.js";
import { systemClock } from "./clock.js";
import { accountFields, isRegistrationToken } from "./flows.js";
import { awaitsAnswer, initialState, transition } from "./machine.js";
import { snapshotOf } from "./snapshot.js";
import { builtInStages } from "./stages.js";
import type { Auth, Challenge, Command, Event, State } from "./state.js";
import type {
  Account,
  AccountInput,
  AccountKind,
  Clock,
  Flow,
  Homeserver,
  Registration,
  Result,
  RunEvent,
  Snapshot,
  StageInput,
  SubmitOutcome,
} from "./types.js";
import { validateAccount } from "./validateAccount.js";

export interface RegistrationOptions {
  /** From `discoverHomeserver()`, or written down. */
  readonly homeserver: Homeserver;
  /** What discovery's probe was answered, so that the form can ask for what is needed. Its session is not used. */
  readonly flows?: Pick<Challenge, "flows" | "params">;
  /** `guest`: every submission makes a guest account. Default `user`. */
  readonly kind?: AccountKind;
  /** A guest account to be upgraded: the username is its localpart and cannot be changed. */
  readonly guest?: { readonly userId: string; readonly accessToken: string };
  /**
   * The device to be made. The default ID is random for each run. With an ID of your own, the
   * homeserver ends that device's other sessions. Display name: 100 characters at most.
   */
  readonly device?: { readonly id?: string; readonly displayName?: string };
  /** Make the account, but no session. Default false. */
  readonly inhibitLogin?: boolean;
  /** Ask for a refresh token. Default false. */
  readonly refreshToken?: boolean;
  /** Auth types that can be rendered; default: those of this kit. */
  readonly supportedStages?: readonly string[];
  /** Picks among the flows that can be done; `undefined` leaves it to the kit. */
  readonly chooseFlow?: (flows: readonly Flow[]) => Flow | undefined;
  /** Default `any`, the strictest. */
  readonly trust?: Trust;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** Called once with the result. If it throws or rejects, `handover` is `failed` and can be repeated. */
  readonly onDone?: (result: Result) => void | Promise<void>;
  /** Told what happens, without personal data or secrets. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** What no state, event or cache ever holds. */
interface Secrets {
  password: string;
  registrationToken: string;
  /** The token last asked about or sent. */
  checkedToken: string;
  session: string | undefined;
  stageInput: StageInput;
}

/**
 * One attempt at one account. Runs the commands of the machine: the only place that awaits, and the
 * only one that holds the secrets. Nothing is sent before `submitAccount`.
 * @throws RangeError when the device's display name has over 100 characters
 */
export function createRegistration(options: RegistrationOptions): Registration {
  const { homeserver, guest, onEvent } = options;
  const clock = options.clock ?? systemClock;
  if (isLongerThan(options.device?.displayName ?? "", maxDeviceDisplayNameCodePoints)) {
    throw new RangeError(
      "The device's display name has over 100 characters; homeservers refuse it after they made the account. Shorten it.",
    );
  }

  let state = initialState(
    {
      homeserver,
      kind: options.kind ?? "user",
      lockedUsername: guest === undefined ? undefined : parseUserId(guest.userId)?.localpart,
      supportedStages: new Set(options.supportedStages ?? builtInStages),
      trust: options.trust ?? "any",
      chooseFlow: options.chooseFlow,
    },
    options.flows === undefined ? null : { ...options.flows, completed: [] },
  );
  let snapshot = snapshotOf(state);
  const listeners = new Set<() => void>();
  const deviceId = options.device?.id ?? randomDeviceId();
  const noSecrets = (): Secrets => ({
    password: "",
    registrationToken: "",
    checkedToken: "",
    session: undefined,
    stageInput: {},
  });
  let secrets = noSecrets();
  let result: Result | null = null;
  let stopWaiting = (): void => undefined;
  let submission: Promise<SubmitOutcome> | null = null;
  let disposal: "none" | "wanted" | "done" = "none";

  let settle: { resolve: (result: Result) => void; reject: (error: Error) => void };
  const resultPromise = new Promise<Result>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Nobody need await it.
  resultPromise.catch(() => undefined);

  function dispatch(event: Event): void {
    if (disposal === "done") return;
    const before = state;
    const [next, commands] = transition(state, event);
    if (next === before && commands.length === 0) return;
    state = next;
    snapshot = snapshotOf(state);
    if (
      before.place.status !== state.place.status ||
      before.doing.activity !== state.doing.activity
    ) {
      onEvent?.({ type: "status", status: state.place.status, activity: state.doing.activity });
    }
    // Secrets go before anybody is told of the end.
    if (state.place.status === "failed") forget();
    for (const command of commands) run(command);
    for (const listener of [...listeners]) listener();
    if (disposal === "wanted" && !isBusy(state)) disposeNow();
  }

  function run(command: Command): void {
    switch (command.type) {
      case "register":
        void ask(command.auth);
        return;
      case "checkToken":
        void checkToken();
        return;
      case "wait":
        stopWaiting();
        stopWaiting = clock.wait(command.ms, () => {
          dispatch({ type: "timeCame" });
        });
        return;
      case "stopWaiting":
        stopWaiting();
        return;
      case "dropSession":
        secrets.session = undefined;
        return;
      case "finish":
        finish();
        return;
    }
  }

  /** One request to /register with the full body, and its answer as a fact for the machine. */
  async function ask(auth: Auth): Promise<void> {
    if (isOffline()) {
      // Told a tick later, as any answer is.
      await Promise.resolve();
      dispatch({ type: "offline" });
      return;
    }
    const checking = state.doing.activity === "checking";
    onEvent?.({
      type: "sent",
      auth: auth.by === "stage" ? auth.type : auth.by,
      purpose: checking ? "check" : "register",
    });
    try {
      const response = await register(body(auth), {
        ...transport(),
        kind: isGuestRequest() ? "guest" : "user",
      });
      onEvent?.({ type: "answered", status: 200 });
      made(response);
    } catch (error) {
      if (error instanceof MatrixError && error.uia?.session !== undefined) {
        secrets.session = error.uia.session;
      }
      tellAnswered(error);
      dispatch(answerOf(error, secrets.session !== undefined, clock.now()));
    }
  }

  /** The same keys and values for every request of a session; what is undefined is not sent. */
  function body(auth: Auth): RegisterParams {
    const common = { auth: authDict(auth), deviceDisplayName: options.device?.displayName };
    if (isGuestRequest()) return common;
    const inhibitLogin = options.inhibitLogin === true;
    return {
      ...common,
      username: state.settings.lockedUsername ?? state.account?.username,
      password: secrets.password,
      deviceId: inhibitLogin ? undefined : deviceId,
      inhibitLogin: inhibitLogin || undefined,
      refreshToken: options.refreshToken === true || undefined,
      guestAccessToken: guest?.accessToken,
    };
  }

  function authDict(auth: Auth): AuthDict | undefined {
    const session = secrets.session === undefined ? {} : { session: secrets.session };
    switch (auth.by) {
      case "none":
        return undefined;
      case "session":
        return session;
      case "stage":
        if (isRegistrationToken(auth.type)) {
          return { type: auth.type, ...session, token: secrets.registrationToken };
        }
        return { ...secrets.stageInput, type: auth.type, ...session };
    }
  }

  async function checkToken(): Promise<void> {
    const token = secrets.registrationToken;
    secrets.checkedToken = token;
    onEvent?.({ type: "sent", auth: "none", purpose: "tokenValidity" });
    let valid: boolean | "unknown" = "unknown";
    try {
      valid = await registrationTokenValid(token, transport());
      onEvent?.({ type: "answered", status: 200 });
    } catch (error) {
      // Only a help: the stage itself decides.
      tellAnswered(error);
    }
    if (valid === false) secrets.checkedToken = "";
    dispatch({ type: "tokenChecked", valid });
  }

  function tellAnswered(error: unknown): void {
    const known = error instanceof MatrixError;
    onEvent?.({
      type: "answered",
      status: known ? error.status : "none",
      ...(known && error.errcode !== undefined ? { errcode: error.errcode } : {}),
    });
  }

  function made(response: RegisterResponse): void {
    const { userId, accessToken, deviceId: madeDevice, refreshToken, expiresInMs } = response;
    const session: Account["session"] =
      accessToken === undefined || madeDevice === undefined
        ? null
        : {
            accessToken,
            deviceId: madeDevice,
            ...(expiresInMs === undefined ? {} : { expiresAt: clock.now() + expiresInMs }),
            refresh: refreshToken === undefined ? null : { via: "matrix", token: refreshToken },
          };
    result = {
      outcome: "registered",
      account: {
        userId,
        serverName: parseUserId(userId)?.serverName ?? "",
        baseUrl: homeserver.baseUrl,
        kind: isGuestRequest() ? "guest" : "user",
        via: "uia",
        acceptedPolicies: state.account?.acceptedPolicies ?? [],
        session,
      },
    };
    dispatch({ type: "registered", userId, hasSession: session !== null });
    // An account that is not ours to hand over leaves nothing behind.
    if (state.place.status !== "done") result = null;
  }

  function finish(): void {
    forget();
    if (state.place.status !== "done") return;
    const username = state.account?.username;
    const made: Result | null =
      state.place.outcome === "registered"
        ? result
        : { outcome: "pendingApproval", ...(username === undefined ? {} : { username }) };
    if (made === null) return;
    result = made;
    settle.resolve(made);
    void handOver();
  }

  async function handOver(): Promise<void> {
    const { onDone } = options;
    if (onDone === undefined || result === null) {
      result = null;
      return;
    }
    dispatch({ type: "handover", handover: "running" });
    try {
      await onDone(result);
      result = null;
      dispatch({ type: "handover", handover: "done" });
    } catch {
      dispatch({ type: "handover", handover: "failed" });
    }
  }

  function forget(): void {
    secrets = noSecrets();
    stopWaiting();
  }

  function disposeNow(): void {
    disposal = "done";
    forget();
    result = null;
    listeners.clear();
    settle.reject(new Error("The registration was disposed before it came to an end."));
  }

  function isGuestRequest(): boolean {
    return state.account?.guest === true || state.settings.kind === "guest";
  }

  function transport() {
    const { fetch } = options;
    return { baseUrl: homeserver.baseUrl, ...(fetch === undefined ? {} : { fetch }) };
  }

  async function submit(input: AccountInput): Promise<SubmitOutcome> {
    const problems = validateAccount(input, accountFields(state), homeserver);
    if (problems.length > 0) {
      dispatch({ type: "accountRejected", problems });
      return { ok: false, problems };
    }
    const { password = "" } = input;
    const wantsToken =
      state.challenge === null || accountFields(state).registrationToken !== "absent";
    const registrationToken = wantsToken ? (input.registrationToken ?? "") : "";
    const passwordChanged = password !== secrets.password;
    const tokenChanged = registrationToken !== secrets.checkedToken;
    secrets.password = password;
    secrets.registrationToken = registrationToken;
    dispatch({
      type: "accountSubmitted",
      account: {
        username: given(input.username),
        email: given(input.email),
        phone: given(input.phone),
        hasRegistrationToken: registrationToken !== "",
        acceptedPolicies: input.acceptedPolicies ?? [],
        guest: input.guest === true,
      },
      passwordChanged,
      tokenChanged,
      now: clock.now(),
    });
    await settled();
    if (snapshot.status !== "account" || snapshot.activity === "paused") return { ok: true };
    return { ok: false, problems: snapshot.problems };
  }

  /** Resolves when nothing is on its way any more, or the person is elsewhere. */
  function settled(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (snapshot.status === "account" && isBusy(state) && disposal !== "done") return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    getSnapshot: (): Snapshot => snapshot,
    result: resultPromise,
    submitAccount(input) {
      if (submission !== null) return submission;
      if (snapshot.status !== "account") return Promise.resolve({ ok: false, problems: [] });
      submission = submit(input).finally(() => {
        submission = null;
      });
      return submission;
    },
    submitStage(input) {
      if (state.place.status !== "stage" || state.doing.activity !== "idle") return;
      const { acceptedPolicies, token } = input as { acceptedPolicies?: never; token?: unknown };
      const isToken = isRegistrationToken(state.place.type) && typeof token === "string";
      if (isToken) secrets.registrationToken = secrets.checkedToken = token;
      secrets.stageInput = acceptedPolicies === undefined && !isToken ? input : {};
      dispatch({ type: "stageSubmitted", acceptedPolicies, registrationToken: isToken });
    },
    retry() {
      dispatch({ type: "retried", now: clock.now() });
    },
    checkAgain() {
      dispatch({ type: "checkedAgain" });
    },
    chooseFlow(flow) {
      dispatch({ type: "flowChosen", flow });
    },
    changeAnswer(field) {
      dispatch({ type: "answerChanged", field });
    },
    cancel() {
      dispatch({ type: "cancelled" });
    },
    startAgain() {
      dispatch({ type: "startedAgain" });
    },
    retryHandover() {
      if (state.place.status === "done" && state.place.handover === "failed") void handOver();
    },
    dispose() {
      if (disposal !== "none") return;
      // A write on its way is not abandoned: its end is learned first, and handed over.
      if (isBusy(state)) disposal = "wanted";
      else disposeNow();
    },
  };
}

function isBusy(state: State): boolean {
  return (
    awaitsAnswer(state) || state.doing.activity === "checking" || state.doing.activity === "sending"
  );
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}

function isOffline(): boolean {
  // Only the browser's own "no" is believed: there is no way to be sure of a yes.
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;
}
