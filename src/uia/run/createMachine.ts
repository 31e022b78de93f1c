import type { RegisterResponse } from "../../protocol/endpoints/register.js";
import { randomDeviceId } from "../../protocol/guards/generatedIds.js";
import { systemClock } from "../browser/clock.js";
import { createFallbackWindow } from "../browser/createFallbackWindow.js";
import { createPollGate } from "../browser/createPollGate.js";
import { createTabs } from "../browser/createTabs.js";
import type { Command, Event } from "../machine/event.js";
import { isBusy, isOver, transition } from "../machine/machine.js";
import { isWaiting } from "../machine/polling.js";
import { shareEqual } from "../machine/shareEqual.js";
import { snapshotOf } from "../machine/snapshot.js";
import type { State } from "../machine/state.js";
import type { Account, RegistrationEvent } from "../machine/types.js";
import { callApp } from "./callApp.js";
import { createEnding } from "./createEnding.js";
import { createKept } from "./createKept.js";
import { createTimer } from "./createTimer.js";
import type { RegistrationOptions } from "./registrationOptions.js";
import { createRequests } from "./requests/createRequests.js";
import {
  accountOf,
  isGuestRequest,
  noSecrets,
  requestedFor,
  type Secrets,
} from "./requests/requestBody.js";
import { initialStateOf } from "./settingsOf.js";

/** Holds the state and the secrets of a registration, and runs the commands of its machine. */
export function createMachine(options: RegistrationOptions) {
  const clock = options.clock ?? systemClock;
  const kept = createKept(options, clock);
  let state = kept.resumed(initialStateOf(options));
  let snapshot = snapshotOf(state);
  const listeners = new Set<() => void>();
  const deviceId = options.device?.id ?? randomDeviceId();
  let secrets: Secrets = { ...noSecrets(), ...kept.secrets };
  /** The account from the answer that brought it until it is handed over. */
  let account: Account | null = null;
  let token: string | undefined;
  let disposal: "none" | "wanted" | "done" = "none";

  const timer = createTimer(clock);
  const pollGate = createPollGate({
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
    // A disposed registration sends nothing after its last write.
    const goesOn = disposal === "none" || isBeingLearned(before, next);
    const told = snapshot;
    state = next;
    snapshot = shareEqual(told, snapshotOf(state));
    if (told.status !== snapshot.status || told.activity !== snapshot.activity) {
      tell({ type: "status", status: snapshot.status, activity: snapshot.activity });
    }
    // Forget the secrets before the app is told of the end.
    if (state.view.status === "failed") forget();
    for (const command of commands) {
      if (goesOn || command.type === "finish") run(command);
    }
    updatePolling();
    kept.keep(state, secrets);
    for (const listener of [...listeners]) callApp(listener);
    if (!goesOn) disposeNow();
  }

  function run(command: Command): void {
    switch (command.type) {
      case "register":
        void requests.ask(command.auth);
        return;
      case "checkToken":
        void requests.checkToken();
        return;
      case "checkName":
        void requests.checkName();
        return;
      case "probe":
        void requests.probe();
        return;
      case "wait":
        timer.wait(command.ms, onTime);
        return;
      case "requestMessage":
        void requests.requestMessage(command);
        return;
      case "submitCode":
        void requests.submitCode();
        return;
      case "stopWaiting":
        timer.stop();
        return;
      case "dropSession":
        secrets.session = undefined;
        return;
      case "endSession":
        endSession();
        return;
      case "finish":
        finish();
        return;
    }
  }

  function onTime(): void {
    // In a hidden tab the poll waits until the user is back.
    const isForPoll = state.task.type === "idle" && isWaiting(state);
    if (!isForPoll || pollGate.mayPoll()) dispatch({ type: "timeCame" });
  }

  function updatePolling(): void {
    const mail = requestedFor("email", state.validations.email?.address ?? "");
    const waitedFor = secrets.requested.get(mail)?.sid ?? deviceId;
    pollGate.keep(isWaiting(state) ? `matrix-register-kit ${waitedFor}` : null);
    if (state.view.status !== "stage") fallbackWindow.forget();
  }

  function tell(event: RegistrationEvent): void {
    callApp(() => options.onEvent?.(event));
  }

  function made(response: RegisterResponse): void {
    token = response.accessToken;
    account = accountOf(response, state, clock.now());
    if (options.inhibitLogin === true) {
      account = { ...account, session: null };
      endSession();
    }
    dispatch({
      type: "registered",
      userId: account.userId,
      hasSession: account.session !== null,
    });
    account = null;
    token = undefined;
  }

  /** Ends a session that the app is not handed. Nothing depends on the answer. */
  function endSession(): void {
    if (token !== undefined) requests.endSession(token);
    token = undefined;
  }

  function finish(): void {
    const { password } = secrets;
    forget();
    tabs.leave();
    const { view } = state;
    if (view.status !== "done") return;
    if (kept.isWanted && view.outcome !== "inAnotherTab") tabs.tellFinished(usernameNow());
    const username = state.account?.username;
    if (view.outcome === "pendingApproval") {
      ending.reach({
        outcome: "pendingApproval",
        ...(username === undefined ? {} : { username }),
      });
    } else if (account !== null) {
      ending.reach({ outcome: "registered", account }, isGuestRequest(state) ? null : password);
    }
  }

  function usernameNow(): string {
    return kept.typed()?.username ?? state.account?.username ?? "";
  }

  function forget(): void {
    secrets = noSecrets();
    timer.stop();
  }

  function disposeNow(): void {
    disposal = "done";
    forget();
    listeners.clear();
    tabs.leave();
    pollGate.keep(null);
    fallbackWindow.forget();
    ending.abandon();
  }

  return {
    kept,
    ending,
    fallbackWindow,
    dispatch,
    state: () => state,
    snapshot: () => snapshot,
    secrets: () => secrets,
    replaceSecrets(next: Secrets): void {
      secrets = next;
    },
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      if (kept.isWanted && !isOver(state)) tabs.listen();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) tabs.leave();
      };
    },
    isDisposed: () => disposal !== "none",
    dispose: (): void => {
      if (disposal !== "none") return;
      // A write in flight is not abandoned: its end is learned first, and handed over.
      if (isBusy(state)) disposal = "wanted";
      else disposeNow();
    },
  };
}

/** Whether the same request is still in flight after the event, or is being checked. */
function isBeingLearned(before: State, after: State): boolean {
  return isBusy(after) && (after.task === before.task || isChecking(after));
}

function isChecking({ task }: State): boolean {
  return task.type === "checking" || task.type === "awaitingCheck";
}
