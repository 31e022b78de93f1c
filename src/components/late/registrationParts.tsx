"use client";
import { forwardRef } from "react";
import { useFormState } from "react-hook-form";
import { lateModule } from "../../uia/browser/lateModule.js";
import { registrationModule } from "../../uia/run/registrationModule.js";
import type { AccountValues } from "../context/AccountFormContext.js";
import { useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { latePart } from "./latePart.js";

/** All that comes with the first request: the machine, and the parts that show what became of it. */
export const registrationParts = lateModule(async () => {
  const [machine, parts] = await Promise.all([registrationModule.load(), import("./afterForm.js")]);
  return { ...machine, ...parts };
});

/** The words that come with the first request. A stage may ask for what a field did not. */
export const registrationWords = ["registration", "fields"] as const;

/** The outcome of a return from a redirect. */
export const returnOutcome = lateModule(() => import("../outcome/ReturnOutcome.js"));

export declare namespace Stage {
  type Props = import("../stages/Stage.js").Stage.Props;
}

/** The current stage, by the renderer of its auth type, with *Cancel*. */
export const Stage = latePart(
  registrationParts,
  registrationWords,
  (module) => module.Stage,
  () => useRegistrationView("Register.Stage").registration?.status === "stage",
);

export declare namespace Outcome {
  type Props = import("../outcome/Outcome.js").Outcome.Props;
}

const RegistrationOutcome = latePart(
  registrationParts,
  registrationWords,
  (module) => module.Outcome,
  () => {
    const { registration } = useRegistrationView("Register.Outcome");
    return !["account", "stage"].includes(registration?.status ?? "account");
  },
);

const ReturnOutcome = latePart(
  returnOutcome,
  ["returns"],
  (module) => module.ReturnOutcome,
  () => useHomeserverContext("Register.Outcome").returned !== null,
);

/**
 * The outcome of the registration, or of a return: an account, one in doubt, or why there is none.
 * `children` come below a new account.
 */
export const Outcome = forwardRef<HTMLDivElement, Outcome.Props>(function Outcome(props, ref) {
  const { returned } = useHomeserverContext("Register.Outcome");
  const Part = returned === null ? RegistrationOutcome : ReturnOutcome;
  return <Part {...props} ref={ref} />;
});

export declare namespace Pause {
  type Props = import("../outcome/Pause.js").Pause.Props;
}

/** A delay of the registration: a pause with *Try again*, a check, or a slow homeserver. */
export const Pause = latePart(
  registrationParts,
  registrationWords,
  (module) => module.Pause,
  () => (useRegistrationView("Register.Pause").registration?.activity ?? "idle") !== "idle",
);

export declare namespace ErrorSummary {
  type Props = import("../form/ErrorSummary.js").ErrorSummary.Props;
}

/** The problems of the whole form, or links to several fields with problems. It takes the focus after a refusal. */
export const ErrorSummary = latePart(
  registrationParts,
  registrationWords,
  (module) => module.ErrorSummary,
  () => Object.keys(useFormState<AccountValues>().errors).length > 0,
  true,
);
