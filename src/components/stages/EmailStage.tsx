"use client";
import { type ReactElement, type SubmitEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "../../uia/machine/problem.js";
import { emailProblem } from "../../uia/machine/validateAccount.js";
import { useRoot } from "../context/RootContext.js";
import { TextInput } from "../ui/TextInput.js";
import { ContinueButton } from "./ContinueButton.js";
import type { StageProps } from "./defineStage.js";
import { OtherFlows } from "./OtherFlows.js";
import { SentMessage } from "./SentMessage.js";
import { StageAlert } from "./StageAlert.js";
import { StageField } from "./StageField.js";
import { StepWords, useHasChanged } from "./StepWords.js";

/** `m.login.email.identity`: an address, the mail that is sent there, and the link in it. */
export function EmailStage(props: StageProps): ReactElement {
  const { stage, translator } = props;
  const { serverName } = useRoot("Register.Stage");
  const step = stage.validation?.step ?? "address";
  const address = stage.validation?.address ?? "";
  const takesFocus = useHasChanged(step);
  switch (step) {
    case "address":
      return <EmailAddress {...props} address={address} takesFocus={takesFocus} />;
    case "sending":
      return (
        <StepWords
          key={step}
          parts={translator.parts("stage.emailIdentity.sending", { serverName, address })}
          takesFocus={takesFocus}
        />
      );
    case "sent":
      return (
        <SentMessage
          key={step}
          {...props}
          words={translator.parts("stage.emailIdentity.sent", { serverName, address })}
          late={translator.text("stage.emailIdentity.late", { serverName })}
          resendLabel={translator.text("action.resendEmail")}
          changeLabel={translator.text("action.changeAddress")}
          takesFocus={takesFocus}
        />
      );
  }
}

function EmailAddress({
  address,
  takesFocus,
  problem,
  activity,
  submit,
  translator,
}: StageProps & { readonly address: string; readonly takesFocus: boolean }): ReactElement {
  const [found, setFound] = useState<Problem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const told = found ?? problem;
  const isAboutAddress = told?.field === "email";

  useEffect(() => {
    // By property: an attribute would be in the document's source.
    if (input.current !== null) input.current.value = address;
  }, [address]);
  useEffect(() => {
    if (told !== null || takesFocus) input.current?.focus();
  }, [told, takesFocus]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (activity !== "idle") return;
    const typed = input.current?.value.trim() ?? "";
    const mistake = emailProblem(typed, true) ?? null;
    setFound(mistake);
    if (mistake === null) submit({ address: typed });
  };

  return (
    <>
      <form method="post" noValidate onSubmit={handleSubmit}>
        {!isAboutAddress && <StageAlert problem={told} />}
        <StageField
          part="email-field"
          label={translator.text("email.label")}
          hint={translator.text("email.hint")}
          problem={isAboutAddress ? told : null}
          control={(control) => (
            <TextInput {...control} ref={input} type="email" name="email" autoComplete="email" />
          )}
        />
        <ContinueButton activity={activity} />
      </form>
      <OtherFlows />
    </>
  );
}
