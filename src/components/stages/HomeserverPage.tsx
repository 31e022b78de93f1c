"use client";
import { type MouseEvent, type ReactElement, useState } from "react";
import { Link } from "../ui/Elements.js";
import { ProblemText } from "../ui/ProblemText.js";
import { CheckNowButton } from "./CheckNowButton.js";
import type { StageProps } from "./defineStage.js";
import { PollingText } from "./PollingText.js";
import { StageAlert } from "./StageAlert.js";

/**
 * The way to the homeserver's own page, by a plain link that gives that page no hold on ours
 * (or a window, where the host wants one), and the button for who comes back from it.
 */
export function HomeserverPage({
  url,
  next,
  stage,
  problem,
  activity,
  checkNow,
  openFallback,
  translator,
}: Pick<
  StageProps,
  "stage" | "problem" | "activity" | "checkNow" | "openFallback" | "translator"
> & {
  readonly url: string;
  /** What to do after that. */
  readonly next: string;
}): ReactElement {
  const [isBlocked, setIsBlocked] = useState(false);
  const go = (event: MouseEvent) => {
    // Once a window was blocked, the link is the way.
    const how = openFallback(isBlocked ? "link" : "click");
    if (how !== "followLink") event.preventDefault();
    setIsBlocked(isBlocked || how === "blocked");
  };
  const goAnotherWay = () => void openFallback("link");
  return (
    <>
      <p>{stage.polling === "ended" ? translator.text("stage.recaptcha.next") : next}</p>
      <PollingText watch={stage.polling} translator={translator} />
      <StageAlert problem={problem} />
      {isBlocked && (
        <ProblemText role="alert">{translator.text("stage.fallback.blocked")}</ProblemText>
      )}
      <div data-part="actions">
        <Link
          data-part="fallback-link"
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          onClick={go}
          onAuxClick={goAnotherWay}
          onContextMenu={goAnotherWay}
        >
          {translator.text("stage.fallback.open", { host: new URL(url).host })}
        </Link>
        <CheckNowButton
          label={translator.text("action.finished")}
          isBusy={activity !== "idle"}
          onCheckNow={checkNow}
        />
      </div>
    </>
  );
}
