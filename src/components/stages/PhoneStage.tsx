"use client";
import { type ReactElement, useMemo, useRef } from "react";
import { phoneProblem } from "../../uia/machine/form/validateAccount.js";
import { useHomeserverContext } from "../context/contexts.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { notSaved, TextInput } from "../ui/Elements.js";
import { Field } from "../ui/Field.js";
import { PhoneInputs, type PhoneInputsHandle } from "../ui/PhoneInputs.js";
import { shownPhone, splitPhone } from "../ui/phoneNumbers.js";
import { StageForm } from "./StageForm.js";
import { ValidationStage } from "./ValidationStage.js";

/** `m.login.msisdn`: a phone number, the text message sent there, and the code or the link in it. */
export function PhoneStage(props: StageRendererProps): ReactElement {
  const { stage, translator } = props;
  const { serverName } = useHomeserverContext("Register.Stage");
  const { address: given = "", asksCode = false } = stage.validation ?? {};
  const address = useMemo(() => shownPhone(given), [given]);
  return (
    <ValidationStage
      {...props}
      texts={{
        sending: translator.parts("stage.msisdn.sending", { serverName, address }),
        sent: translator.parts(asksCode ? "stage.msisdn.sentCode" : "stage.msisdn.sentLink", {
          serverName,
          address,
        }),
        late: translator.text("stage.msisdn.late", { serverName }),
        resend: translator.text(asksCode ? "action.resendCode" : "action.resendMessage"),
        change: translator.text("action.changeNumber"),
      }}
      addressForm={(takesFocus) => <NumberForm {...props} given={given} takesFocus={takesFocus} />}
      codeForm={asksCode ? <CodeForm {...props} /> : undefined}
    />
  );
}

function NumberForm({
  given,
  ...props
}: StageRendererProps & { readonly given: string; readonly takesFocus: boolean }): ReactElement {
  const { translator } = props;
  const inputs = useRef<PhoneInputsHandle>(null);
  return (
    <StageForm
      {...props}
      isOfFields={({ field }) => field === "phone"}
      read={() => {
        const phone = inputs.current?.read() ?? { country: "", number: "" };
        const problem = phoneProblem(phone);
        return problem === undefined ? { answer: { phone } } : { problem };
      }}
    >
      {(problem) => (
        <PhoneInputs
          ref={inputs}
          value={splitPhone(given)}
          problem={problem}
          hint={translator.text("phone.hint")}
          translator={translator}
        />
      )}
    </StageForm>
  );
}

function CodeForm(props: StageRendererProps): ReactElement {
  const { translator } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <StageForm
      {...props}
      isOfFields={({ code }) => code === "codeRefused"}
      read={() => {
        const code = readCode(input.current?.value ?? "");
        return code === "" ? { problem: translator.text("code.missing") } : { answer: { code } };
      }}
    >
      {(problem) => (
        <Field
          data-part="code-field"
          label={translator.text("code.label")}
          texts={[]}
          hint={translator.text("code.hint")}
          problem={problem}
          isRequired
          control={(control) => (
            <TextInput
              {...notSaved}
              {...control}
              ref={input}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
            />
          )}
        />
      )}
    </StageForm>
  );
}

/** Reads a code as it was sent: without the spaces and dashes that group it, and in ASCII digits. */
export function readCode(typed: string): string {
  return typed.replace(/[\s\p{Dash}]/gu, "").replace(/\p{Nd}/gu, asciiDigit);
}

/** Converts a digit. Those of a script follow each other from zero to nine, and precede another zero. */
function asciiDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let first = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((codePoint - first) % 10);
}
