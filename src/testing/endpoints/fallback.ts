import type { HomeserverState } from "../model/state.js";
import { refuse } from "../server/answers.js";
import type { Call } from "../server/call.js";
import { failed } from "../stages/stage.js";
import { complete, stageChecker } from "../stages/stages.js";
import { type FallbackPage, fallbackPage, successPage } from "./fallbackPages.js";

const path = /^\/_matrix\/client\/(?:r0|v3|unstable)\/auth\/([\w.]*)\/fallback\/web$/;

export function isFallback(call: Call): boolean {
  return path.test(call.path);
}

/**
 * `/auth/<type>/fallback/web`, the homeserver's own page for a stage.
 * https://spec.matrix.org/v1.18/client-server-api/#fallback
 */
export const fallback = { GET: showPage, POST: submitPage };

function showPage(call: Call, state: HomeserverState): Response {
  const { session, page } = stageOf(call, state);
  return page.render(session, undefined);
}

function submitPage(call: Call, state: HomeserverState): Response {
  const { type, session: id, page } = stageOf(call, state);
  const auth = { ...page.authFrom(call.form), session: id };
  const check = page.checker ?? stageChecker(type, state.settings);
  if (check === undefined) {
    return page.render(id, failed("M_INVALID_PARAM", `Unknown UIA stage type: ${type}`));
  }
  const session = state.sessions.get(id, call, "");
  const outcome = complete(type, check, { auth, session, state, quirks: call.quirks });
  return outcome.done ? successPage() : page.render(id, outcome);
}

function stageOf(
  call: Call,
  { settings }: HomeserverState,
): { type: string; session: string; page: FallbackPage } {
  const session = call.form.get("session");
  if (!session) refuse(400, "M_UNKNOWN", "No session supplied");
  const type = path.exec(call.path)?.[1] ?? "";
  const page = fallbackPage(type, settings);
  if (page === undefined) refuse(404, "M_UNKNOWN", "Unknown auth stage type");
  return { type, session, page };
}
