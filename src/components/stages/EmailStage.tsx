"use client";
import { type ReactElement, useEffect, useRef } from "react";
import { emailProblem } from "../../uia/machine/form/validateAccount.js";
import { useHomeserverContext } from "../context/contexts.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { TextInput } from "../ui/Elements.js";
import { Field } from "../ui/Field.js";
import { StageForm } from "./StageForm.js";
import { ValidationStage } from "./ValidationStage.js";

/** `m.login.email.identity`: an address, the email sent there, and the link in it. */
export function EmailStage(props: StageRendererProps): ReactElement {
  const { stage, translator } = props;
  const { serverName } = useHomeserverContext("Register.Stage");
  const address = stage.validation?.address ?? "";
  return (
    <ValidationStage
      {...props}
      texts={{
        sending: translator.parts("stage.emailIdentity.sending", { serverName, address }),
        sent: translator.parts("stage.emailIdentity.sent", { serverName, address }),
        late: translator.text("stage.emailIdentity.late", { serverName }),
        resend: translator.text("action.resendEmail"),
        change: translator.text("action.changeAddress"),
      }}
      addressForm={(takesFocus) => (
        <AddressForm {...props} address={address} takesFocus={takesFocus} />
      )}
    />
  );
}

function AddressForm({
  address,
  ...props
}: StageRendererProps & { readonly address: string; readonly takesFocus: boolean }): ReactElement {
  const { translator } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Set by property: an attribute would be in the document's markup.
    if (input.current !== null) input.current.value = address;
  }, [address]);
  return (
    <StageForm
      {...props}
      isOfFields={({ field }) => field === "email"}
      read={() => {
        const typed = input.current?.value.trim() ?? "";
        const problem = emailProblem(typed, true);
        return problem === undefined ? { answer: { address: typed } } : { problem };
      }}
    >
      {(problem) => (
        <Field
          data-part="email-field"
          label={translator.text("email.label")}
          hint={translator.text("email.hint")}
          problem={problem}
          texts={[]}
          isRequired
          control={(control) => (
            <TextInput {...control} ref={input} type="email" name="email" autoComplete="email" />
          )}
        />
      )}
    </StageForm>
  );
}
