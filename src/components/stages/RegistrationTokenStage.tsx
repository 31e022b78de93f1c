"use client";
import { type ReactElement, type SubmitEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "../../uia/machine/problem.js";
import { notRecorded, TextInput } from "../ui/TextInput.js";
import { ContinueButton } from "./ContinueButton.js";
import type { StageProps } from "./defineStage.js";
import { OtherFlows } from "./OtherFlows.js";
import { StageField } from "./StageField.js";

/** `m.login.registration_token`, by its stable and its unstable name. */
export function RegistrationTokenStage({
  problem,
  activity,
  submit,
  translator,
}: StageProps): ReactElement {
  const [missing, setMissing] = useState<Problem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const told = missing ?? problem;

  useEffect(() => {
    if (told !== null) input.current?.focus();
  }, [told]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const token = input.current?.value ?? "";
    if (activity !== "idle") return;
    if (token === "") {
      setMissing({ code: "registrationTokenMissing", field: "registrationToken" });
      return;
    }
    setMissing(null);
    submit({ token });
  };

  return (
    <>
      <form method="post" noValidate onSubmit={handleSubmit}>
        <StageField
          part="registration-token-field"
          label={translator.text("registrationToken.label")}
          hint={translator.text("registrationToken.hint")}
          problem={told}
          control={(control) => (
            <TextInput
              {...notRecorded}
              {...control}
              ref={input}
              name="registrationToken"
              autoComplete="off"
            />
          )}
        />
        <ContinueButton activity={activity} />
      </form>
      <OtherFlows />
    </>
  );
}
