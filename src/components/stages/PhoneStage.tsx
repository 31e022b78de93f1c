"use client";
import { type ReactElement, type SubmitEvent, useEffect, useMemo, useRef, useState } from "react";
import type { Problem } from "../../uia/problem.js";
import { useRoot } from "../RootContext.js";
import { TextInput } from "../TextInput.js";
import { ContinueButton } from "./ContinueButton.js";
import type { StageProps } from "./defineStage.js";
import { OtherFlows } from "./OtherFlows.js";
import {
  countriesIn,
  guessCountry,
  readPhone,
  shownPhone,
  splitPhone,
} from "./phone/phoneNumbers.js";
import { SentMessage } from "./SentMessage.js";
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
  const country = useRef<HTMLSelectElement>(null);
  const number = useRef<HTMLInputElement>(null);
  const countries = useMemo(() => countriesIn(translator.tag), [translator.tag]);
  const told = found ?? problem;

  useEffect(() => {
    const before = splitPhone(given);
    if (country.current !== null) {
      const guess = guessCountry([...navigator.languages, translator.tag]);
      country.current.value = before?.country ?? guess ?? "";
    }
    if (number.current !== null) number.current.value = before?.number ?? "";
  }, [given, translator.tag]);
  useEffect(() => {
    if (told !== null || takesFocus) number.current?.focus();
  }, [told, takesFocus]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (activity !== "idle") return;
    const typed = number.current?.value.trim() ?? "";
    const phone = readPhone(typed, country.current?.value ?? "");
    if (phone === undefined) {
      setFound({ code: typed === "" ? "phoneMissing" : "phoneMalformed", field: "phone" });
      return;
    }
    setFound(null);
    submit({ phone });
  };

  return (
    <>
      <form method="post" noValidate onSubmit={handleSubmit}>
        <StageField
          part="country-field"
          label={translator.text("phone.country")}
          control={(control) => (
            <select {...control} ref={country} name="country" autoComplete="country">
              {countries.map(({ code, name, callingCode }) => (
                <option key={code} value={code}>
                  {translator.text("phone.countryOption", { name, callingCode })}
                </option>
              ))}
            </select>
          )}
        />
        <StageField
          part="phone-field"
          label={translator.text("phone.label")}
          hint={translator.text("phone.hint")}
          problem={told}
          control={(control) => (
            <input
              {...control}
              ref={number}
              type="tel"
              name="phone"
              autoComplete="tel-national"
              dir="ltr"
            />
          )}
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
  const told = isMissing ? translator.text("code.missing") : problem;

  useEffect(() => {
    if (told !== null) input.current?.focus();
  }, [told]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (activity !== "idle") return;
    const code = input.current?.value.replace(/\s/g, "") ?? "";
    setIsMissing(code === "");
    if (code === "") input.current?.focus();
    else submit({ code });
  };

  return (
    <form method="post" noValidate onSubmit={handleSubmit}>
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
