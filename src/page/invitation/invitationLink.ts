import type { Homeserver } from "../../discovery/homeserver.js";
import { asciiLowerCase, isLocalpart } from "../../protocol/guards/identifiers.js";
import {
  isRegistrationToken,
  readRegistrationToken,
} from "../../protocol/guards/registrationToken.js";
import type { PageConfig } from "../config/pageConfig.js";
import { homeserversOf, namedHomeserver } from "../homeserver/chooseHomeserver.js";

/** The values that an invitation fills in. Empty texts are left out. */
export interface Invitation {
  readonly homeserver: string;
  readonly token: string;
  readonly username: string;
  readonly email: string;
  /** BCP 47 tag. */
  readonly language: string;
}

export type InvitationProblem = "badHomeserver" | "badToken" | "badUsername" | "badEmail";

/**
 * The link of an invitation to the page at `href`, or the first thing that is wrong with it. The
 * homeserver is left out where the page has but one.
 */
export function invitationLink(
  invitation: Invitation,
  config: PageConfig,
  href: string,
): { readonly link: string } | { readonly problem: InvitationProblem } {
  const homeserver = invitation.homeserver.trim();
  const token = readRegistrationToken(invitation.token);
  const username = asciiLowerCase(invitation.username.trim());
  const email = invitation.email.trim();
  const named = homeserver === "" ? undefined : namedHomeserver(config, homeserver);
  const [main, ...others] = homeserversOf(config);
  const isOnly = main !== undefined && others.length === 0 && !config.allowAnyHomeserver;
  if (named === undefined && !(homeserver === "" && main !== undefined)) {
    return { problem: "badHomeserver" };
  }
  if (!isRegistrationToken(token)) return { problem: "badToken" };
  if (username !== "" && !isLocalpart(username)) return { problem: "badUsername" };
  if (email !== "" && !/^[^\s@]+@[^\s@]+$/.test(email)) return { problem: "badEmail" };

  const url = new URL(href);
  const parameters = {
    homeserver: isOnly || named === undefined ? "" : nameIn(named.homeserver),
    username,
    email,
    lang: invitation.language,
    token,
  };
  url.hash = "";
  // A plus stands for itself in such links, so a blank is %20.
  url.search = Object.entries(parameters)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return { link: url.href };
}

function nameIn(homeserver: string | Homeserver): string {
  return typeof homeserver === "string"
    ? homeserver
    : (homeserver.serverName ?? homeserver.baseUrl);
}
