import type { EventOf, Fault, Refusal, Step } from "../event.js";
import { mediumOf } from "../form/fields.js";
import { emailProblem, phoneProblem } from "../form/validateAccount.js";
import { idle } from "../initialState.js";
import { messageHere, schedulePoll, stageAuth } from "../polling.js";
import { isLimit, limitProblem, refusedProblem } from "../problems/problemOf.js";
import { withFacts } from "../session.js";
import type { Medium, State } from "../state.js";
import { atAccount, send, stay, withProblem } from "../steps.js";
import { addressOf, validationOf, waitToAsk, withValidation } from "../validation.js";
import { remaining } from "../waits.js";
import { cancelLater, toForm } from "./common.js";
import type { Handlers, StateAt } from "./handlers.js";
import { anyStage } from "./stage.js";
import { requestMessage, sendCode, toAddress } from "./validating.js";

/** A stage that needs a mail or a text message. A poll may be in flight while a message is asked for. */
export const message: Handlers<"message"> = {
  ...anyStage,
  addressGiven: { idle: onAddressGiven, polling: onAddressGiven, queued: onAddressGiven },
  resent: { idle: resend, polling: resend, queued: resend },
  codeGiven: {
    idle: checked(sendCode),
    polling: checked(codeAfterPoll),
    queued: checked(codeAfterPoll),
  },
  codeAnswered: { sendingCode: onCodeAnswered },
  codeRefused: { sendingCode: onCodeRefused },
  answerChanged: {
    idle: changing(toForm),
    polling: changing(cancelLater),
    queued: cancelLater,
  },
};

type MessageState = StateAt<"message">;

function mediumHere({ view }: MessageState): Medium {
  return mediumOf(view.type) ?? "email";
}

/** Changes the address in its own stage, and any other answer in the form. */
function changing(otherwise: (state: State) => Step) {
  return (state: MessageState, { field }: EventOf<"answerChanged">): Step =>
    field === mediumHere(state) ? toAddress(state, field, null) : otherwise(state);
}

function onAddressGiven(state: MessageState, { address }: EventOf<"addressGiven">): Step {
  const medium = mediumHere(state);
  if (validationOf(state, medium).step === "sending") return stay(state);
  const problem =
    medium === "email"
      ? emailProblem(typeof address === "string" ? address : "", true)
      : phoneProblem(typeof address === "string" ? undefined : address);
  if (problem !== undefined) return toAddress(state, medium, problem);
  const { account } = state;
  const given: State = { ...state, account: account && { ...account, [medium]: address } };
  const shown = addressOf(given, medium);
  const validation = validationOf(given, medium);
  const isSent = validation.checks[shown]?.spent === false;
  return isSent && waitToAsk(validation, shown, state.now) > 0
    ? schedulePoll(
        withValidation(withProblem(given, null), medium, { step: "sent", address: shown }),
        "soon",
      )
    : requestMessage(given, medium, shown);
}

function resend(state: MessageState): Step {
  const medium = mediumHere(state);
  const validation = validationOf(state, medium);
  const mayAsk =
    validation.step === "sent" && waitToAsk(validation, validation.address, state.now) === 0;
  return mayAsk ? requestMessage(state, medium, validation.address) : stay(state);
}

/** Takes a code, where the message may have one and the homeserver does not limit codes. */
function checked<S extends MessageState>(take: (state: S) => Step) {
  return (state: S): Step => {
    const reply = messageHere(state)?.reply;
    const { codeLimitedUntil } = validationOf(state, mediumHere(state));
    if (reply === undefined || reply === "link") return stay(state);
    return remaining(codeLimitedUntil, state.now) > 0
      ? [withProblem(state, { code: "rateLimited", retryAt: codeLimitedUntil }), []]
      : take(state);
  };
}

/** Lets the code wait for the poll in flight. */
function codeAfterPoll(state: StateAt<"message", "polling">): Step {
  return [{ ...withProblem(state, null), task: { ...state.task, next: "answer" } }, []];
}

type CodeState = StateAt<"message", "sendingCode">;

function onCodeAnswered(state: CodeState, { accepted }: EventOf<"codeAnswered">): Step {
  if (state.cancelling) return toForm(state);
  return accepted
    ? send(withFacts(state, { interacted: true }), stageAuth(state, state.view.type))
    : schedulePoll({ ...withProblem(state, { code: "codeRefused" }), task: idle }, "later");
}

/** Tells why a code was not checked, or that it is wrong. */
function onCodeRefused(state: CodeState, { fault }: EventOf<"codeRefused">): Step {
  if (state.cancelling) return atAccount(state, []);
  const medium = mediumHere(state);
  const ended: State = { ...state, task: idle };
  if (typeof fault === "string") return schedulePoll(withProblem(ended, { code: fault }), "later");
  if (isLimit(fault)) {
    const limit = limitProblem(fault, 1, state.now);
    const limited = withValidation(ended, medium, { codeLimitedUntil: limit.retryAt });
    return schedulePoll(withProblem(limited, limit), "later");
  }
  if (isAbsent(fault)) return withoutCode(ended, medium, fault);
  const code = fault.status >= 500 ? "serverFailed" : "codeRefused";
  return schedulePoll(withProblem(ended, refusedProblem(code, fault)), "later");
}

/** Whether the homeserver has no such endpoint. The message may have a link in place of a code. */
function isAbsent({ status, errcode }: Refusal): boolean {
  return (
    errcode === "M_UNRECOGNIZED" || (errcode === undefined && (status === 404 || status === 405))
  );
}

function withoutCode(state: State, medium: Medium, fault: Exclude<Fault, string>): Step {
  const { address, checks } = validationOf(state, medium);
  const check = checks[address];
  const linked =
    check === undefined
      ? state
      : withValidation(state, medium, {
          checks: { ...checks, [address]: { ...check, reply: "link" } },
        });
  return schedulePoll(withProblem(linked, refusedProblem("codeUnsupported", fault)), "later");
}
