"use client";
import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import type { TextPart } from "../../locales/format.js";
import { countdownText } from "../../locales/waitText.js";
import { useApp } from "../context/contexts.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Countdown, useIsBefore } from "../ui/Countdown.js";
import { Paragraph } from "../ui/Elements.js";
import { Text } from "../ui/Text.js";
import { OtherFlows } from "./OtherFlows.js";
import { CheckNowButton, PollingText } from "./Polling.js";
import { StageAlert } from "./StageForm.js";

export interface ValidationStageProps extends StageRendererProps {
  readonly texts: {
    readonly sending: readonly TextPart[];
    readonly sent: readonly TextPart[];
    readonly late: string;
    readonly resend: string;
    readonly change: string;
  };
  /** Renders the form of the address; `takesFocus` after another step. */
  readonly addressForm: (takesFocus: boolean) => ReactElement;
  /** The form of the code, where the message has one. It shows the problem. */
  readonly codeForm?: ReactElement | undefined;
}

/** A stage that checks an address: the address, the message on its way, the answer to it. */
export function ValidationStage(props: ValidationStageProps): ReactElement {
  const { stage, texts, addressForm } = props;
  const step = stage.validation?.step ?? "address";
  const takesFocus = useHasChanged(step);
  switch (step) {
    case "address":
      return (
        <>
          {addressForm(takesFocus)}
          <OtherFlows />
        </>
      );
    case "sending":
      return <Step key={step} parts={texts.sending} takesFocus={takesFocus} />;
    case "sent":
      return <Sent key={step} {...props} takesFocus={takesFocus} />;
  }
}

/** Whether a value is, or was for a while, another than at first. */
function useHasChanged(value: unknown): boolean {
  const [first] = useState(value);
  const [hasChanged, setHasChanged] = useState(false);
  if (!hasChanged && value !== first) setHasChanged(true);
  return hasChanged || value !== first;
}

/** The text of a step. It takes the focus after another step, whose elements are gone. */
function Step({
  parts,
  takesFocus,
  children,
}: {
  readonly parts: readonly TextPart[];
  readonly takesFocus: boolean;
  readonly children?: ReactNode;
}): ReactElement {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={element} data-part="step" tabIndex={-1}>
      <Paragraph>
        <Text
          parts={parts}
          tags={{
            to: (address) => (
              <bdi data-part="address" dir="ltr" translate="no">
                {address}
              </bdi>
            ),
          }}
        />
      </Paragraph>
      {children}
    </div>
  );
}

/** After the message was sent: its target, what to do with it, and what to do if it does not come. */
function Sent({
  texts,
  takesFocus,
  codeForm,
  ...props
}: ValidationStageProps & { readonly takesFocus: boolean }): ReactElement {
  const { stage, problem, activity, checkNow, resend, changeAnswer, translator } = props;
  const { validation } = stage;
  const openedLink = translator.text("action.openedLink");
  return (
    <>
      <Step parts={texts.sent} takesFocus={takesFocus}>
        {codeForm === undefined && stage.polling !== "ended" && (
          <Paragraph>{translator.text("stage.validation.next")}</Paragraph>
        )}
      </Step>
      <PollingText stage={stage} translator={translator} button={openedLink} />
      {codeForm ?? <StageAlert problem={problem} />}
      {validation?.opensLink === true && (
        <CheckNowButton
          label={openedLink}
          kind={codeForm === undefined ? "primary" : "secondary"}
          activity={activity}
          checkNow={checkNow}
        />
      )}
      {/* Mounted before its text, so that a screen reader reads it. */}
      <div data-part="late" aria-live="polite">
        {validation?.isLate === true && (
          <Paragraph>
            <Text parts={texts.late} />
          </Paragraph>
        )}
      </div>
      <div data-part="actions">
        <ResendButton label={texts.resend} resendAt={validation?.resendAt ?? 0} onResend={resend} />
        <ActionButton
          data-part="change-address"
          onClick={() => {
            changeAnswer(validation?.medium === "phone" ? "phone" : "email");
          }}
        >
          {texts.change}
        </ActionButton>
      </div>
      <OtherFlows />
    </>
  );
}

/**
 * Asks for another message, with the time it has to wait. It can have the focus all the time. A screen
 * reader hears the end of the countdown alone.
 */
function ResendButton({
  label,
  resendAt,
  onResend,
}: {
  readonly label: string;
  /** A time in ms since the epoch. */
  readonly resendAt: number;
  readonly onResend: () => void;
}): ReactElement {
  const { translator, announcements } = useApp("Register.Stage");
  const id = useId();
  const isWaiting = useIsBefore(resendAt);
  const hasWaited = useRef(false);
  useEffect(() => {
    const hasEnded = hasWaited.current && !isWaiting;
    hasWaited.current = isWaiting;
    return hasEnded ? announcements.announce(translator.text("resend.now")) : undefined;
  }, [isWaiting, announcements, translator]);
  return (
    <>
      <ActionButton
        data-part="resend"
        isIdle={isWaiting}
        aria-describedby={isWaiting ? id : undefined}
        onClick={() => {
          onResend();
        }}
      >
        {label}
      </ActionButton>
      {isWaiting && <Countdown until={resendAt} id={id} text={resendText} />}
    </>
  );
}

function resendText(left: number, translator: Translator): string {
  return countdownText(left, "resend", translator);
}
