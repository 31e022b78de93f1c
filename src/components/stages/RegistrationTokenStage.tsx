"use client";
import { type ReactElement, type SubmitEvent, useEffect, useId, useRef, useState } from "react";
import type { Problem } from "../../uia/problem.js";
import { ProblemMessage } from "../ProblemMessage.js";
import { notRecorded, TextInput } from "../TextInput.js";
import { ContinueButton } from "./ContinueButton.js";
import type { StageProps } from "./defineStage.js";

/** `m.login.registration_token`, by its stable and its unstable name. */
export function RegistrationTokenStage({
  problem,
  activity,
  submit,
  translator,
}: StageProps): ReactElement {
  const [missing, setMissing] = useState<Problem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
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
    <form method="post" noValidate onSubmit={handleSubmit}>
      <div data-part="registration-token-field" data-invalid={told === null ? undefined : ""}>
        <label data-part="label" htmlFor={id}>
          {translator.text("registrationToken.label")}
        </label>
        <TextInput
          {...notRecorded}
          ref={input}
          id={id}
          name="registrationToken"
          required
          autoComplete="off"
          aria-invalid={told === null ? undefined : true}
          aria-describedby={told === null ? `${id}-hint` : `${id}-hint ${id}-problem`}
        />
        {told !== null && <ProblemMessage problem={told} id={`${id}-problem`} />}
        <p data-part="hint" id={`${id}-hint`}>
          {translator.text("registrationToken.hint")}
        </p>
      </div>
      <ContinueButton activity={activity} />
    </form>
  );
}
