import { listIn } from "../../locales/listIn.js";
import {
  isRegistrationToken,
  readRegistrationToken,
} from "../../protocol/guards/registrationToken.js";
import { attempt } from "../../uia/browser/attempt.js";
import type { PageConfig } from "../config/pageConfig.js";
import { type Invitation, type InvitationProblem, invitationLink } from "./invitationLink.js";

/** The links of many invitations, and the lines, counted from 1, that gave none. */
export interface InvitationLinks {
  readonly links: readonly string[];
  /** Lines that hold no token that can be sent. */
  readonly bad: readonly number[];
  /** Lines with the token of an earlier one. */
  readonly repeated: readonly number[];
}

/** Makes a link of each line with a registration token. Empty lines count, and say nothing. */
export function invitationLinks(
  lines: string,
  { homeserver, language }: Pick<Invitation, "homeserver" | "language">,
  config: PageConfig,
  href: string,
): InvitationLinks | { readonly problem: InvitationProblem } {
  const links = new Map<string, string>();
  const bad: number[] = [];
  const repeated: number[] = [];
  for (const [index, line] of lines.split(/\r\n|\r|\n/).entries()) {
    const token = readRegistrationToken(line);
    if (token === "") continue;
    if (links.has(token)) repeated.push(index + 1);
    else if (!isRegistrationToken(token)) bad.push(index + 1);
    else {
      const invitation = { homeserver, token, username: "", email: "", language };
      const made = invitationLink(invitation, config, href);
      if ("problem" in made) return made;
      links.set(token, made.link);
    }
  }
  return { links: [...links.values()], bad, repeated };
}

/** Lists line numbers, ascending, with runs of them as one: `3–5, 9`. */
export function listLines(lines: readonly number[], language: string): string {
  const runs: { first: number; last: number }[] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run !== undefined && line === run.last + 1) run.last = line;
    else runs.push({ first: line, last: line });
  }
  const whole = { useGrouping: false };
  const spoken = runs.map(({ first, last }) =>
    attempt(
      () => {
        const number = new Intl.NumberFormat(language, whole);
        return first === last ? number.format(first) : number.formatRange(first, last);
      },
      first === last ? `${first}` : `${first}–${last}`,
    ),
  );
  return listIn(language, spoken, { type: "unit", style: "short" });
}
