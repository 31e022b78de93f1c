import type { RegisterResponse } from "../../protocol/endpoints/register.js";
import { fallbackUrl } from "../../protocol/guards/fallbackUrl.js";
import {
  isLongerThan,
  maxDeviceDisplayNameCodePoints,
  parseUserId,
  randomDeviceId,
} from "../../protocol/guards/identifiers.js";
import { readRegistrationToken } from "../../protocol/guards/registrationToken.js";
import { systemClock } from "../browser/clock.js";
import { createFallbackWindow } from "../browser/createFallbackWindow.js";
import { createPollGate } from "../browser/createPollGate.js";
import { createTabs } from "../browser/createTabs.js";
import { accountFields, hasFieldAnyway } from "../machine/flows.js";
import { awaitsAnswer, initialState, isOver, transition } from "../machine/machine.js";
import { isWaiting } from "../machine/polling.js";
import { snapshotOf } from "../machine/snapshot.js";
import type { Command, Event, State } from "../machine/state.js";
import type {
  Account,
  AccountInput,
  Registration,
  RegistrationEvent,
  Snapshot,
  StageInput,
  SubmitOutcome,
} from "../machine/types.js";
import { validateAccount } from "../machine/validateAccount.js";
import { createEnding } from "./createEnding.js";
import { createKept } from "./createKept.js";
import { createRequests } from "./createRequests.js";
import { type RegistrationOptions, withOwnGuest } from "./registrationOptions.js";
import { accountOf, noSecrets, requestedFor, type Secrets } from "./requestBody.js";
import { answeredStages, stageAnswer } from "./stageAnswer.js";
import { builtInStages } from "./stages.js";

/**
 * One attempt at one account. Runs the commands of the machine: the only place that awaits, and the
 * only one that holds the secrets. Nothing is sent before `submitAccount`.
 * @throws RangeError when the device's display name has over 100 characters
 */
export function createRegistration(givenOptions: RegistrationOptions): Registration {
  const options = withOwnGuest(givenOptions);
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
      formStages: new Set(options.formStages?.filter((type) => !hasFieldAnyway(type))),
      fallback: options.fallback ?? true,
      trust: options.trust ?? "any",
      chooseFlow: options.chooseFlow,
    },
    options.flows === undefined ? null : { ...options.flows, completed: [] },
  );
  const kept = createKept(options, clock);
  state = kept.resumed(state);
  let snapshot = snapshotOf(state);
  const listeners = new Set<() => void>();
  const deviceId = options.device?.id ?? randomDeviceId();
  let secrets: Secrets = { ...noSecrets(), ...kept.secrets };
  /** The account between the answer that brought it and its hand-over. */
  let account: Account | null = null;
  let stopWaiting = (): void => undefined;
  let submission: Promise<SubmitOutcome> | null = null;
  let disposal: "none" | "wanted" | "done" = "none";

  const lookout = createPollGate({
    returned: (afterMs) => dispatch({ type: "returned", afterMs }),
    connectionLost: () => dispatch({ type: "connectionLost" }),
  });
  const fallbackWindow = createFallbackWindow(() => {
    dispatch({ type: "returned", afterMs: 0 });
  });
  const tabs = createTabs(kept.attempt, (username) => {
    if (username === usernameNow()) dispatch({ type: "finishedElsewhere" });
  });
  const requests = createRequests({
    options,
    deviceId,
    state: () => state,
    secrets: () => secrets,
    dispatch,
    tell,
    made,
  });
  const ending = createEnding(options.onDone, (handover) => {
    dispatch({ type: "handover", handover });
  });

  function dispatch(event: Event): void {
    if (disposal === "done") return;
    const before: State = { ...state, now: clock.now() };
    const [next, commands] = transition(before, event);
    if (next === before && commands.length === 0) return;
    // Nobody is there any more for what would follow the end of the last write.
    const goesOn = disposal === "none" || isBeingLearned(before, next);
    state = next;
    snapshot = snapshotOf(state);
    if (before.view.status !== state.view.status || before.task.activity !== state.task.activity) {
      tell({ type: "status", status: snapshot.status, activity: snapshot.activity });
    }
    // Secrets go before anybody is told of the end.
    if (state.view.status === "failed") forget();
    for (const command of commands) {
      if (goesOn || command.type === "finish") run(command);
    }
    lookOut();
    kept.keep(state, secrets);
    for (const listener of [...listeners]) listener();
    if (!goesOn) disposeNow();
  }

  function usernameNow(): string {
    return kept.typed()?.username ?? state.account?.username ?? "";
  }

  function run(command: Command): void {
    switch (command.type) {
      case "register":
        void requests.ask(command.auth);
        return;
      case "checkToken":
        void requests.checkToken();
        return;
      case "wait":
        stopWaiting();
        stopWaiting = wait(command.ms, () => {
          // While nobody is there, the look is put off until somebody is back.
          const isForLook = state.task.activity === "idle" && isWaiting(state);
          if (!isForLook || lookout.mayLook()) dispatch({ type: "timeCame" });
        });
        return;
      case "requestMessage":
        void requests.requestMessage(command);
        return;
      case "submitCode":
        void requests.submitCode();
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

  /** No time at all is none that a clock has to measure. */
  function wait(ms: number, callback: () => void): () => void {
    if (ms > 0) return clock.wait(ms, callback);
    let isWanted = true;
    queueMicrotask(() => {
      if (isWanted) callback();
    });
    return () => {
      isWanted = false;
    };
  }

  function lookOut(): void {
    const mail = requestedFor("email", state.validations.email?.address ?? "");
    const thing = secrets.requested.get(mail)?.sid ?? deviceId;
    lookout.keep(isWaiting(state) ? `matrix-register-kit ${thing}` : null);
    if (state.view.status !== "stage") fallbackWindow.forget();
  }

  function tell(event: RegistrationEvent): void {
    try {
      options.onEvent?.(event);
    } catch (error) {
      // The host's own fault is the host's to hear of; the run goes on.
      queueMicrotask(() => {
        throw error;
      });
    }
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
    tabs.leave();
    if (state.view.status !== "done") return;
    if (kept.isWanted && state.view.outcome !== "inAnotherTab") {
      tabs.tellFinished(usernameNow());
    }
    const username = state.account?.username;
    if (state.view.outcome === "pendingApproval") {
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
    tabs.leave();
    lookout.keep(null);
    fallbackWindow.forget();
    ending.abandon();
  }

  async function submit(input: AccountInput): Promise<SubmitOutcome> {
    const problems = validateAccount(input, accountFields(state), homeserver);
    if (problems.length > 0 || input.guest === true) kept.type(input);
    else kept.forgetTyped();
    if (problems.length > 0) {
      dispatch({ type: "accountRejected", problems });
      return { ok: false, problems };
    }
    const { password = "" } = input;
    const wantsToken =
      state.challenge === null || accountFields(state).registrationToken !== "absent";
    const registrationToken = wantsToken
      ? readRegistrationToken(input.registrationToken ?? "")
      : "";
    const passwordChanged = password !== secrets.password;
    const tokenChanged = registrationToken !== secrets.checkedToken;
    secrets.password = password;
    secrets.registrationToken = registrationToken;
    const answered = answeredStages(input, state);
    secrets.stageAnswers = answered.answers;
    dispatch({
      type: "accountSubmitted",
      account: {
        username: given(input.username),
        email: given(input.email),
        phone: input.phone?.number === "" ? undefined : input.phone,
        hasRegistrationToken: registrationToken !== "",
        acceptedPolicies: input.acceptedPolicies ?? [],
        answeredStages: answered.stages,
        guest: input.guest === true,
      },
      passwordChanged,
      tokenChanged,
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

  function pageOfStage(): string | undefined {
    return state.view.status === "stage" && secrets.session !== undefined
      ? fallbackUrl(homeserver.baseUrl, state.view.type, secrets.session)
      : undefined;
  }

  function submitStage(input: StageInput): void {
    const { view: place, task: doing } = state;
    if (place.status !== "stage") return;
    const answer = stageAnswer(place.type, input, secrets);
    // While a request is on its way its body must stay what it is; a look has none of this.
    if (doing.activity === "idle" || doing.activity === "polling") secrets = answer.secrets;
    dispatch(answer.event);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (kept.isWanted && !isOver(state)) tabs.listen();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) tabs.leave();
      };
    },
    getSnapshot: (): Snapshot => snapshot,
    result: ending.result,
    keep(answers) {
      if (disposal !== "none" || state.view.status !== "account") return;
      kept.type(answers);
      kept.keep(state, secrets);
    },
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
    submitStage,
    checkNow() {
      dispatch({ type: "pollAsked" });
    },
    resend() {
      dispatch({ type: "resent" });
    },
    fallbackUrl: pageOfStage,
    openFallback(by) {
      const url = pageOfStage();
      if (url === undefined) return "followLink";
      dispatch({ type: "wentElsewhere" });
      const { fallbackWindow: wanted = "noopener", trust = "any" } = options;
      if (by === "link" || wanted === "noopener" || trust === "any") return "followLink";
      return fallbackWindow.open(url) ? "opened" : "blocked";
    },
    retry() {
      dispatch({ type: "retried" });
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
      if (state.view.status === "done" && state.view.handover === "failed") ending.repeat();
    },
    dispose() {
      if (disposal !== "none") return;
      // A write on its way is not abandoned: its end is learned first, and handed over.
      if (isBusy(state)) disposal = "wanted";
      else disposeNow();
    },
  };
}

/** Whether what an event came to is still about the request that was on its way before it. */
function isBeingLearned(before: State, after: State): boolean {
  return isBusy(after) && (after.task === before.task || after.task.activity === "checking");
}

function isBusy(state: State): boolean {
  return (
    awaitsAnswer(state) || state.task.activity === "checking" || state.task.activity === "sending"
  );
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}
