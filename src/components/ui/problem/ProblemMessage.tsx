"use client";
import type { ReactElement } from "react";
import { problemText } from "../../../locales/problemText.js";
import type { SafeUrl } from "../../../protocol/guards/safeUrl.js";
import type { Problem, ProblemCode } from "../../../uia/machine/problems/problem.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../../context/contexts.js";
import { Link, Paragraph } from "../Elements.js";
import { Text } from "../Text.js";
import { ProblemText } from "./ProblemText.js";
import { RefusedAccount, ServerMessage } from "./ServerMessage.js";
import { useIsOnlineAgain } from "./useIsOnlineAgain.js";

export interface ProblemMessageProps {
  readonly problem: Problem;
  /** For `aria-describedby`: the text alone, without the quotation. */
  readonly id?: string | undefined;
  readonly role?: "alert";
}

/** The text of a problem, and the homeserver's own text quoted below. */
export function ProblemMessage({ problem, id, role }: ProblemMessageProps): ReactElement {
  const { translator, labelOfStage } = useApp("Register.ProblemMessage");
  const isOnlineAgain = useIsOnlineAgain(problem.code === "offline");
  return (
    <div data-part="problem" data-code={problem.code}>
      <ProblemText id={id} role={role}>
        {isOnlineAgain
          ? translator.text("pause.online")
          : problemText(problem, translator, labelOfStage)}
      </ProblemText>
      <RefusedAccount userId={problem.userId} />
      <ServerMessage text={selfExplanatory.has(problem.code) ? "" : problem.detail?.text} />
      <Contact url={problem.contact} />
      {problem.code === "notLetThrough" && <HomeserverLink />}
    </div>
  );
}

/** The problems to which the homeserver's text adds nothing. */
const selfExplanatory: ReadonlySet<ProblemCode> = new Set([
  "usernameTaken",
  "passwordNoDigit",
  "passwordNoUpperCase",
  "passwordNoLowerCase",
  "passwordNoSymbol",
  "rateLimited",
]);

/** A link to the homeserver's address, where something in front of it may ask for the user. */
function HomeserverLink(): ReactElement | null {
  const { translator } = useApp("Register.ProblemMessage");
  const { registration } = useRegistrationView("Register.ProblemMessage");
  if (registration === null) return null;
  const { href, host } = new URL(registration.homeserver.baseUrl);
  return (
    <Paragraph data-part="homeserver-link">
      <Link href={href} target="_blank" rel="noopener noreferrer">
        <Text parts={translator.text("stage.fallback.open", { host })} names={[host]} />
      </Link>
    </Paragraph>
  );
}

/** A link to the homeserver's contact; its text names the target. */
function Contact({ url }: { url: SafeUrl | undefined }): ReactElement | null {
  const { translator } = useApp("Register.ProblemMessage");
  const { serverName } = useHomeserverContext("Register.ProblemMessage");
  if (url === undefined) return null;
  const { protocol, host, pathname } = new URL(url);
  const isAddress = protocol === "mailto:";
  const where = isAddress ? pathname : host;
  return (
    <Paragraph data-part="contact">
      <Link href={url} target="_blank" rel="noopener noreferrer">
        <Text
          names={[where]}
          parts={translator.text(
            isAddress ? "serverMessage.contact" : "serverMessage.contactPage",
            {
              serverName,
              where,
            },
          )}
        />
      </Link>
    </Paragraph>
  );
}
