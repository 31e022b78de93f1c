import type { HomeserverState } from "../model/state.js";
import { refuse } from "../server/answers.js";

/** Counts one more account, of users and guests alike, unless there are too many already. */
export function countRegistration({ registrationLimiter, settings }: HomeserverState): void {
  registrationLimiter.count();
  if (settings.full !== undefined) {
    refuse(403, "M_RESOURCE_LIMIT_EXCEEDED", "Monthly Active User Limit Exceeded", {
      admin_contact: settings.full.adminContact ?? null,
      limit_type: "monthly_active_user",
    });
  }
}
