"use client";
import type { ReactElement, ReactNode } from "react";
import type { TextPart } from "../../locales/format.js";
import { Button } from "../ui/Elements.js";
import { CheckNowButton } from "./CheckNowButton.js";
import type { StageProps } from "./defineStage.js";
import { OtherFlows } from "./OtherFlows.js";
import { PollingText } from "./PollingText.js";
import { ResendButton } from "./ResendButton.js";
import { StageAlert } from "./StageAlert.js";
import { StepWords } from "./StepWords.js";

export interface SentMessageProps extends StageProps {
  readonly words: readonly TextPart[];
  readonly late: string;
  readonly resendLabel: string;
  readonly changeLabel: string;
  readonly takesFocus: boolean;
  /** For a code. */
  readonly children?: ReactNode;
}

/** A message is on its way: to where, what to do with it, and what to do if it does not come. */
export function SentMessage({
  stage,
  problem,
  activity,
  checkNow,
  resend,
  changeAnswer,
  translator,
  words,
  late,
  resendLabel,
  changeLabel,
  takesFocus,
  children,
}: SentMessageProps): ReactElement {
  const { validation } = stage;
  return (
    <>
      <StepWords parts={words} takesFocus={takesFocus}>
        {children === undefined && stage.polling !== "ended" && (
          <p>{translator.text("stage.validation.next")}</p>
        )}
      </StepWords>
      <PollingText watch={stage.polling} translator={translator} />
      {children ?? <StageAlert problem={problem} />}
      {validation?.opensLink === true && (
        <CheckNowButton
          label={translator.text("action.openedLink")}
          isBusy={activity !== "idle"}
          onCheckNow={checkNow}
        />
      )}
      {/* There before its words are, so that a screen reader tells them. */}
      <div data-part="late" aria-live="polite">
        {validation?.isLate === true && <p>{late}</p>}
      </div>
      <div data-part="actions">
        <ResendButton label={resendLabel} resendAt={validation?.resendAt ?? 0} onResend={resend} />
        <Button
          type="button"
          data-part="change-address"
          onClick={() => {
            changeAnswer(validation?.medium === "phone" ? "phone" : "email");
          }}
        >
          {changeLabel}
        </Button>
      </div>
      <OtherFlows />
    </>
  );
}
