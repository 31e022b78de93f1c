import type { Settings } from "../model/settings.js";
import type { Threepid } from "../model/threepids/threepids.js";
import { refuse } from "../server/answers.js";

/** How long an answer takes that only pretends to have sent something, in ms. */
export const hiddenAnswerMs = 500;

/** Refuses an address that is denied here. */
export function checkThreepid(
  { medium, address }: Threepid,
  text: string,
  { allowedThreepids }: Settings,
): void {
  const allowed =
    allowedThreepids.length === 0 ||
    allowedThreepids.some((rule) => rule.medium === medium && rule.pattern.test(address));
  if (!allowed) refuse(403, "M_THREEPID_DENIED", text);
}
