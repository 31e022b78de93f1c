"use client";
import { type MouseEvent, type ReactElement, useState } from "react";
import type { ButtonKind } from "../context/appTypes.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { Link, Paragraph } from "../ui/Elements.js";
import { ProblemText } from "../ui/problem/ProblemText.js";
import { Text } from "../ui/Text.js";
import { CheckNowButton, PollingText } from "./Polling.js";
import { StageAlert } from "./StageForm.js";

/**
 * A plain link to the homeserver's own page, which gives that page no hold on this one; or a window,
 * where the app wants one. Below it is the button to press after that page.
 */
export function HomeserverPage({
  url,
  next,
  kind,
  ...props
}: StageRendererProps & {
  readonly url: string;
  /** The kind of the link. Default `primary`. */
  readonly kind?: ButtonKind;
  /** The text about the next step. */
  readonly next: string;
}): ReactElement {
  const { stage, problem, activity, checkNow, openFallback, translator } = props;
  const { host } = new URL(url);
  const finished = translator.text("action.finished");
  const [isBlocked, setIsBlocked] = useState(false);
  const open = (event: MouseEvent) => {
    // After a blocked window the link itself is followed.
    const result = openFallback(isBlocked ? "link" : "click");
    if (result !== "followLink") event.preventDefault();
    setIsBlocked(isBlocked || result === "blocked");
  };
  const openOtherwise = () => void openFallback("link");
  return (
    <>
      {stage.polling !== "ended" && <Paragraph>{next}</Paragraph>}
      <PollingText stage={stage} translator={translator} button={finished} />
      <StageAlert problem={problem} />
      {isBlocked && (
        <ProblemText role="alert">{translator.text("stage.fallback.blocked")}</ProblemText>
      )}
      <div data-part="actions">
        <Link
          data-part="fallback-link"
          kind={kind}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          onClick={open}
          onAuxClick={openOtherwise}
          onContextMenu={openOtherwise}
        >
          <Text parts={translator.text("stage.fallback.open", { host })} names={[host]} />
        </Link>
        <CheckNowButton label={finished} kind="secondary" activity={activity} checkNow={checkNow} />
      </div>
    </>
  );
}
