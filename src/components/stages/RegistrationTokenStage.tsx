"use client";
import { type ReactElement, useRef } from "react";
import { readRegistrationToken } from "../../protocol/guards/registrationToken.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { notRecorded, notSaved, TextInput } from "../ui/Elements.js";
import { Field } from "../ui/Field.js";
import { OtherFlows } from "./OtherFlows.js";
import { StageForm } from "./StageForm.js";

/** `m.login.registration_token`, by its stable and its unstable name. */
export function RegistrationTokenStage(props: StageRendererProps): ReactElement {
  const { translator } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <StageForm
        {...props}
        read={() => {
          const token = readRegistrationToken(input.current?.value ?? "");
          return token === ""
            ? { problem: { code: "registrationTokenMissing", field: "registrationToken" } }
            : { answer: { token } };
        }}
      >
        {(problem) => (
          <Field
            data-part="registration-token-field"
            label={translator.text("registrationToken.label")}
            hint={translator.text("registrationToken.hint")}
            problem={problem}
            texts={[]}
            isRequired
            control={(control) => (
              <TextInput
                {...notRecorded}
                {...notSaved}
                {...control}
                ref={input}
                name="registrationToken"
                autoComplete="off"
              />
            )}
          />
        )}
      </StageForm>
      <OtherFlows />
    </>
  );
}
