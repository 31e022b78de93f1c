"use client";
import { type ReactElement, type SubmitEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "../../uia/problem.js";
import { ContinueButton } from "./ContinueButton.js";
import type { StageProps } from "./defineStage.js";
import { StageField } from "./StageField.js";

/** `m.login.registration_token`, by its stable and its unstable name. */
export function RegistrationTokenStage({
  problem,
  isBusy,
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
    if (isBusy) return;
    if (token === "") {
      setMissing({ code: "registrationTokenMissing", field: "registrationToken" });
      return;
    }
    setMissing(null);
    submit({ token });
  };

  return (
    <form method="post" noValidate onSubmit={handleSubmit}>
      <StageField
        part="registration-token-field"
        label={translator.text("registrationToken.label")}
        hint={translator.text("registrationToken.hint")}
        problem={told}
        control={(control) => (
          <input
            {...control}
            ref={input}
            type="text"
            name="registrationToken"
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            dir="ltr"
          />
        )}
      />
      <ContinueButton isBusy={isBusy} />
    </form>
  );
}
