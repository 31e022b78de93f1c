"use client";
import type { ReactElement } from "react";
import { problemText } from "../../locales/problemText.js";
import type { SafeUrl } from "../../protocol/guards/safeUrl.js";
import type { Problem, ProblemCode } from "../../uia/machine/problem.js";
import { useRoot } from "../context/RootContext.js";
import { Link } from "./Elements.js";
import { ProblemText } from "./ProblemText.js";
import { Text } from "./Text.js";

export interface ProblemMessageProps {
  readonly problem: Problem;
  /** For `aria-describedby`: the words alone, without the quotation. */
  readonly id?: string;
  readonly role?: "alert";
}

/** A problem in words; what the homeserver wrote is quoted below, folded when it is not trusted. */
export function ProblemMessage({ problem, id, role }: ProblemMessageProps): ReactElement {
  const { translator, labelOfStage } = useRoot("Register.ProblemMessage");
  return (
    <div data-part="problem" data-code={problem.code}>
      <ProblemText id={id} role={role}>
        {problemText(problem, translator, labelOfStage)}
      </ProblemText>
      <ServerMessage text={selfExplanatory.has(problem.code) ? "" : problem.detail?.text} />
      <Contact url={problem.contact} />
    </div>
  );
}

/** To these the homeserver's words would add nothing. */
const selfExplanatory: ReadonlySet<ProblemCode> = new Set([
  "usernameTaken",
  "passwordNoDigit",
  "passwordNoUpperCase",
  "passwordNoLowerCase",
  "passwordNoSymbol",
  "limited",
]);

/** What the homeserver wrote, quoted; folded when it is not trusted. */
export function ServerMessage({ text }: { text: string | undefined }): ReactElement | null {
  const { translator, serverName, trust } = useRoot("Register.ProblemMessage");
  if (text === undefined || text === "") return null;
  const quotation = (
    <p data-part="server-message">
      <Text
        parts={translator.parts("problem.detail", { serverName, text })}
        // Nobody said in which language it is.
        tags={{ quote: (children) => <bdi lang="">{children}</bdi> }}
      />
    </p>
  );
  if (trust !== "any") return quotation;
  return (
    <details data-part="details">
      <summary>{translator.text("problem.details")}</summary>
      {quotation}
    </details>
  );
}

/** A link to the people who can help; where it leads is said before it is followed. */
function Contact({ url }: { url: SafeUrl | undefined }): ReactElement | null {
  const { translator, serverName } = useRoot("Register.ProblemMessage");
  if (url === undefined) return null;
  const { protocol, host, pathname } = new URL(url);
  return (
    <p data-part="contact">
      <Link href={url} target="_blank" rel="noopener noreferrer">
        {protocol === "mailto:"
          ? translator.text("problem.contact", { serverName, where: pathname })
          : translator.text("problem.contactPage", { serverName, where: host })}
      </Link>
    </p>
  );
}
