import { MatrixError } from "../protocol/errors.js";
import {
  isLongerThan,
  maxDeviceDisplayNameCodePoints,
  parseUserId,
  randomDeviceId,
} from "../protocol/identifiers.js";
import { type RegisterResponse, register } from "../protocol/register.js";
import { registrationTokenValid } from "../protocol/registrationToken.js";
import { answerOf } from "./answerOf.js";
import { systemClock } from "./clock.js";
import { createEnding } from "./createEnding.js";
import { accountFields, isRegistrationToken } from "./flows.js";
import { awaitsAnswer, initialState, transition } from "./machine.js";
import type { RegistrationOptions } from "./registrationOptions.js";
import { accountOf, isGuestRequest, noSecrets, requestBody } from "./requestBody.js";
import { snapshotOf } from "./snapshot.js";
import { builtInStages } from "./stages.js";
import type { Auth, Command, Event, State } from "./state.js";
import type {
  Account,
  AccountInput,
  Registration,
  RunEvent,
  Snapshot,
  StageInput,
  SubmitOutcome,
} from "./types.js";
import { validateAccount } from "./validateAccount.js";

/**
 * One attempt at one account. Runs the commands of the machine: the only place that awaits, and the
 * only one that holds the secrets. Nothing is sent before `submitAccount`.
 * @throws RangeError when the device's display name has over 100 characters
 */
export function createRegistration(options: RegistrationOptions): Registration {
  const { homeserver, guest } = options;
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
  let secrets = noSecrets();
  /** The account between the answer that brought it and its hand-over. */
  let account: Account | null = null;
  let stopWaiting = (): void => undefined;
  let submission: Promise<SubmitOutcome> | null = null;
  let disposal: "none" | "wanted" | "done" = "none";

  const ending = createEnding(options.onDone, (handover) => {
    dispatch({ type: "handover", handover });
  });

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
      tell({ type: "status", status: state.place.status, activity: state.doing.activity });
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
    tell({
      type: "sent",
      auth: auth.by === "stage" ? auth.type : auth.by,
      purpose: checking ? "check" : "register",
    });
    const answer = await register(requestBody(auth, state, secrets, options, deviceId), {
      ...transport(),
      kind: isGuestRequest(state) ? "guest" : "user",
    }).then(
      (response) => ({ response }),
      (error: unknown) => ({ error }),
    );
    if ("response" in answer) {
      tell({ type: "answered", status: 200 });
      made(answer.response);
      return;
    }
    const { error } = answer;
    if (error instanceof MatrixError && error.uia?.session !== undefined) {
      secrets.session = error.uia.session;
    }
    tellAnswered(error);
    dispatch(answerOf(error, secrets.session !== undefined, clock.now()));
  }

  async function checkToken(): Promise<void> {
    const token = secrets.registrationToken;
    secrets.checkedToken = token;
    tell({ type: "sent", auth: "none", purpose: "tokenValidity" });
    let valid: boolean | "unknown" = "unknown";
    try {
      valid = await registrationTokenValid(token, transport());
      tell({ type: "answered", status: 200 });
    } catch (error) {
      // Only a help: the stage itself decides.
      tellAnswered(error);
    }
    if (valid === false) secrets.checkedToken = "";
    dispatch({ type: "tokenChecked", valid });
  }

  function tell(event: RunEvent): void {
    try {
      options.onEvent?.(event);
    } catch (error) {
      // The host's own fault is the host's to hear of; the run goes on.
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  function tellAnswered(error: unknown): void {
    const known = error instanceof MatrixError;
    tell({
      type: "answered",
      status: known ? error.status : "none",
      ...(known && error.errcode !== undefined ? { errcode: error.errcode } : {}),
    });
  }

  function made(response: RegisterResponse): void {
    account = accountOf(response, state, clock.now());
    dispatch({
      type: "registered",
      userId: account.userId,
      hasSession: account.session !== null,
    });
    account = null;
  }

  function finish(): void {
    forget();
    if (state.place.status !== "done") return;
    const username = state.account?.username;
    if (state.place.outcome === "pendingApproval") {
      ending.reach({
        outcome: "pendingApproval",
        ...(username === undefined ? {} : { username }),
      });
    } else if (account !== null) {
      ending.reach({ outcome: "registered", account });
    }
  }

  function forget(): void {
    secrets = noSecrets();
    stopWaiting();
  }

  function disposeNow(): void {
    disposal = "done";
    forget();
    listeners.clear();
    ending.abandon();
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
        if (snapshot.status === "account" && isBusy(state)) return;
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
    result: ending.result,
    submitAccount(input) {
      if (submission !== null) return submission;
      // A retried request is on its way: its body must stay what it is.
      if (snapshot.status !== "account" || isBusy(state))
        return Promise.resolve({ ok: false, problems: [] });
      submission = submit(input).finally(() => {
        submission = null;
      });
      return submission;
    },
    submitStage(input) {
      if (state.place.status !== "stage" || state.doing.activity !== "idle") return;
      const acceptedPolicies = isAcceptance(input) ? input.acceptedPolicies : undefined;
      const token = isAcceptance(input) ? undefined : input["token"];
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
      if (state.place.status === "done" && state.place.handover === "failed") ending.repeat();
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

function isAcceptance(
  input: StageInput,
): input is Extract<StageInput, { acceptedPolicies: unknown }> {
  return Array.isArray((input as { acceptedPolicies?: unknown }).acceptedPolicies);
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}

function isOffline(): boolean {
  // Only the browser's own "no" is believed: there is no way to be sure of a yes.
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;
}
