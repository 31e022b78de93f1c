"use client";
import { type ReactElement, type SubmitEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Problem } from "../../uia/machine/problem.js";
import { phoneProblem } from "../../uia/machine/validateAccount.js";
import { useRoot } from "../context/RootContext.js";
import { PhoneInputs, type PhoneInputsHandle } from "../ui/PhoneInputs.js";
import { shownPhone, splitPhone } from "../ui/phoneNumbers.js";
import { TextInput } from "../ui/TextInput.js";
import { ContinueButton } from "./ContinueButton.js";
import type { StageProps } from "./defineStage.js";
import { OtherFlows } from "./OtherFlows.js";
import { readCode } from "./readCode.js";
import { SentMessage } from "./SentMessage.js";
import { StageAlert } from "./StageAlert.js";
import { StageField } from "./StageField.js";
import { StepWords, useHasChanged } from "./StepWords.js";

/** `m.login.msisdn`: a phone number, the text message that is sent there, and the code in it. */
export function PhoneStage(props: StageProps): ReactElement {
  const { stage, translator } = props;
  const { serverName } = useRoot("Register.Stage");
  const { step, address: given, asksCode } = stage.validation ?? noValidation;
  const address = useMemo(() => shownPhone(given), [given]);
  const takesFocus = useHasChanged(step);
  switch (step) {
    case "address":
      return <PhoneAddress {...props} given={given} takesFocus={takesFocus} />;
    case "sending":
      return (
        <StepWords
          key={step}
          parts={translator.parts("stage.msisdn.sending", { serverName, address })}
          takesFocus={takesFocus}
        />
      );
    case "sent":
      return (
        <SentMessage
          key={step}
          {...props}
          words={translator.parts(asksCode ? "stage.msisdn.sentCode" : "stage.msisdn.sentLink", {
            serverName,
            address,
          })}
          late={translator.text("stage.msisdn.late", { serverName })}
          resendLabel={translator.text(asksCode ? "action.resendCode" : "action.resendMessage")}
          changeLabel={translator.text("action.changeNumber")}
          takesFocus={takesFocus}
        >
          {asksCode ? <Code {...props} /> : undefined}
        </SentMessage>
      );
  }
}

const noValidation = { step: "address", address: "", asksCode: false } as const;

function PhoneAddress({
  given,
  takesFocus,
  problem,
  activity,
  submit,
  translator,
}: StageProps & { readonly given: string; readonly takesFocus: boolean }): ReactElement {
  const [found, setFound] = useState<Problem | null>(null);
  const inputs = useRef<PhoneInputsHandle>(null);
  const told = found ?? problem;
  const isAboutNumber = told?.field === "phone";

  useEffect(() => {
    if (told !== null || takesFocus) inputs.current?.focus();
  }, [told, takesFocus]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (activity !== "idle") return;
    const phone = inputs.current?.read();
    const mistake = phoneProblem(phone) ?? null;
    setFound(mistake);
    if (mistake === null && phone !== undefined) submit({ phone });
  };

  return (
    <>
      <form method="post" noValidate onSubmit={handleSubmit}>
        {!isAboutNumber && <StageAlert problem={told} />}
        <PhoneInputs
          ref={inputs}
          value={splitPhone(given)}
          problem={isAboutNumber ? told : null}
          hint={translator.text("phone.hint")}
          translator={translator}
        />
        <ContinueButton activity={activity} />
      </form>
      <OtherFlows />
    </>
  );
}

function Code({ problem, activity, submit, translator }: StageProps): ReactElement {
  const [isMissing, setIsMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isAboutCode = problem?.code === "codeRefused";
  const told = isMissing ? translator.text("code.missing") : isAboutCode ? problem : null;

  useEffect(() => {
    if (told !== null) input.current?.focus();
  }, [told]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (activity !== "idle") return;
    const code = readCode(input.current?.value ?? "");
    setIsMissing(code === "");
    if (code === "") input.current?.focus();
    else submit({ code });
  };

  return (
    <form method="post" noValidate onSubmit={handleSubmit}>
      {!isAboutCode && <StageAlert problem={problem} />}
      <StageField
        part="code-field"
        label={translator.text("code.label")}
        hint={translator.text("code.hint")}
        problem={told}
        control={(control) => (
          <TextInput
            {...control}
            ref={input}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        )}
      />
      <ContinueButton activity={activity} />
    </form>
  );
}
