import { logout, whoami } from "../../../protocol/endpoints/accessToken.js";
import { type RegisterResponse, register } from "../../../protocol/endpoints/register.js";
import { registrationTokenValid } from "../../../protocol/endpoints/registrationToken.js";
import { usernameAvailable } from "../../../protocol/endpoints/usernameAvailability.js";
import { asciiLowerCase } from "../../../protocol/guards/identifiers.js";
import { MatrixError } from "../../../protocol/wire/errors.js";
import { isOffline } from "../../browser/isOffline.js";
import type { Command, Event, EventOf, Fault } from "../../machine/event.js";
import { mediumOf } from "../../machine/form/fields.js";
import type { Auth, State } from "../../machine/state.js";
import type { RegistrationEvent } from "../../machine/types.js";
import { askAboutCode, askForMessage } from "../askForMessage.js";
import type { RegistrationOptions } from "../registrationOptions.js";
import { answerOf, faultOf, refusalOf, withoutQuotes } from "./answerOf.js";
import { isGuestRequest, requestBody, requestedFor, type Secrets } from "./requestBody.js";

/** The registration that the requests are made for. */
interface Requester {
  readonly options: RegistrationOptions;
  readonly deviceId: string;
  readonly state: () => State;
  readonly secrets: () => Secrets;
  /** Tells the machine. */
  readonly dispatch: (event: Event) => void;
  /** Tells the app's log. */
  readonly tell: (event: RegistrationEvent) => void;
  /** An answer brought the account. */
  readonly made: (response: RegisterResponse) => void;
}

/** Sends the requests of a registration, and tells the end of each to the machine. */
export function createRequests({
  options,
  deviceId,
  state,
  secrets,
  dispatch,
  tell,
  made,
}: Requester) {
  const { fetch, trust = "any", homeserver } = options;
  const transport = {
    baseUrl: homeserver.baseUrl,
    trust,
    ...(fetch === undefined ? {} : { fetch }),
  };

  /** One request to /register with the full body. */
  async function ask(auth: Auth): Promise<void> {
    if (isOffline()) {
      // An answer comes a tick later.
      await Promise.resolve();
      dispatch({ type: "offline" });
      return;
    }
    tell({
      type: "sent",
      auth: auth.by === "stage" ? auth.type : auth.by,
      purpose: purposeOf(state()),
    });
    const answer = await register(requestBody(auth, state(), secrets(), options, deviceId), {
      ...transport,
      kind: isGuestRequest(state()) ? "guest" : "user",
    }).then(
      (response) => ({ response }),
      (error: unknown) => ({ error }),
    );
    if ("response" in answer) {
      tell({ type: "answered", status: 200 });
      made(await withDevice(answer.response));
      return;
    }
    const error = withoutQuotes(answer.error, secrets());
    if (error instanceof MatrixError && error.uia?.session !== undefined) {
      secrets().session = error.uia.session;
    }
    tellAnswered(error);
    dispatch(answerOf(error, secrets().session !== undefined));
  }

  /** Asks for the device of a session whose answer lacks it. Without one the session is ended. */
  async function withDevice(response: RegisterResponse): Promise<RegisterResponse> {
    const { accessToken, userId } = response;
    if (accessToken === undefined || response.deviceId !== undefined) return response;
    const owner = await whoami(accessToken, transport).catch(() => undefined);
    const deviceId = owner?.userId === userId ? owner.deviceId : undefined;
    if (deviceId === undefined) endSession(accessToken);
    return { ...response, deviceId };
  }

  async function checkToken(): Promise<void> {
    const token = secrets().registrationToken;
    secrets().checkedToken = token;
    tell({ type: "sent", auth: "none", purpose: "tokenValidity" });
    let valid: boolean | "unknown" = "unknown";
    try {
      valid = await registrationTokenValid(token, transport);
      tell({ type: "answered", status: 200 });
    } catch (error) {
      // The stage itself decides.
      tellAnswered(error);
    }
    if (valid === false) secrets().checkedToken = "";
    dispatch({ type: "tokenChecked", valid });
  }

  async function checkName(): Promise<void> {
    const username = state().account?.username ?? "";
    tell({ type: "sent", auth: "none", purpose: "username" });
    let answer: EventOf<"nameChecked">["answer"] = "unknown";
    try {
      const isFree = await usernameAvailable(asciiLowerCase(username), transport);
      answer = isFree ? "free" : refusalOf(new MatrixError(400, { errcode: "M_USER_IN_USE" }));
      tell({ type: "answered", status: 200 });
    } catch (error) {
      if (error instanceof MatrixError) answer = refusalOf(error);
      tellAnswered(error);
    }
    dispatch({ type: "nameChecked", answer });
  }

  async function probe(): Promise<void> {
    tell({ type: "sent", auth: "none", purpose: "probe" });
    const error: unknown = await register({}, transport).then(
      ({ accessToken }) => {
        // The user did not ask for this account.
        if (accessToken !== undefined) endSession(accessToken);
      },
      (reason: unknown) => reason,
    );
    tellAnswered(error);
    dispatch({ type: "probed", isClosed: error instanceof MatrixError && error.status === 403 });
  }

  async function requestMessage({
    medium,
    request,
    address,
  }: Extract<Command, { type: "requestMessage" }>): Promise<void> {
    const { clientSecret, messagesSent } = secrets();
    // A request whose answer was lost keeps its number, so the homeserver sends no second message for it.
    const message = { clientSecret, sendAttempt: messagesSent + 1, nextLink: options.nextLink };
    const answer = await exchange("message", () =>
      askForMessage(medium, state().account, message, transport),
    );
    if ("fault" in answer) {
      dispatch({ type: "messageRefused", medium, request, fault: answer.fault });
      return;
    }
    const { response: requested } = answer;
    const kept = secrets();
    // A message of before a failure was asked for with another secret.
    if (kept.clientSecret === clientSecret) {
      kept.messagesSent += 1;
      // An older answer says nothing about the newest request.
      if (state().validations[medium]?.request === request) {
        kept.requested = new Map(kept.requested).set(requestedFor(medium, address), requested);
      }
    }
    const byCode = requested.submitUrl === undefined ? "either" : "code";
    dispatch({ type: "messageSent", medium, request, reply: medium === "email" ? "link" : byCode });
  }

  async function submitCode(): Promise<void> {
    const { view, validations } = state();
    const medium = view.status === "stage" ? mediumOf(view.type) : undefined;
    if (medium === undefined) return;
    const address = validations[medium]?.address ?? "";
    const answer = await exchange("code", () =>
      askAboutCode(medium, address, secrets(), transport),
    );
    if ("fault" in answer) dispatch({ type: "codeRefused", fault: answer.fault });
    else dispatch({ type: "codeAnswered", accepted: answer.response });
  }

  /** Sends a request beside /register. It is not sent without a connection. */
  async function exchange<Response>(
    purpose: "message" | "code",
    send: () => Promise<Response>,
  ): Promise<{ readonly response: Response } | { readonly fault: Fault }> {
    if (isOffline()) return { fault: "offline" };
    tell({ type: "sent", auth: "none", purpose });
    try {
      const response = await send();
      tell({ type: "answered", status: 200 });
      return { response };
    } catch (error) {
      tellAnswered(error);
      return { fault: faultOf(error) };
    }
  }

  function endSession(accessToken: string): void {
    logout(accessToken, transport).catch(() => undefined);
  }

  function tellAnswered(error: unknown): void {
    const known = error instanceof MatrixError;
    tell({
      type: "answered",
      status: known ? error.status : "none",
      ...(known && error.errcode !== undefined ? { errcode: error.errcode } : {}),
    });
  }

  return { ask, checkToken, checkName, probe, requestMessage, submitCode, endSession };
}

function purposeOf({ task }: State): "register" | "check" | "poll" {
  if (task.type === "checking") return "check";
  return task.type === "polling" && task.next === "wait" ? "poll" : "register";
}
