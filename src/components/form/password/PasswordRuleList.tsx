"use client";
import type { ReactElement } from "react";
import { useApp } from "../../context/contexts.js";
import { Paragraph } from "../../ui/Elements.js";
import { Room } from "../../ui/Field.js";
import { isMet, type PasswordRule } from "./passwordRules.js";
import { useInputDerived } from "./useInputDerived.js";

const states = ["password.met", "password.notMet"] as const;

/** The homeserver's rules, and whether the password meets each. */
export function PasswordRuleList({
  input,
  rules,
}: {
  readonly input: HTMLInputElement | null;
  readonly rules: readonly PasswordRule[];
}): ReactElement {
  const { translator } = useApp("Register.PasswordField");
  const met = useInputDerived(input, (text) =>
    rules.map((rule) => (isMet(rule, text) ? "1" : "0")).join(""),
  );
  return (
    <div data-part="password-rules">
      <Paragraph>{translator.text("password.rules")}</Paragraph>
      <ul>
        {rules.map((rule, index) => {
          const isRuleMet = met[index] === "1";
          const text =
            rule.rule === "minimumLength"
              ? translator.text("password.rule.minimumLength", { count: rule.count })
              : translator.text(`password.rule.${rule.rule}`);
          return (
            <li key={rule.rule} data-part="password-rule" data-met={isRuleMet ? "" : undefined}>
              <Room texts={states.map((state) => `${text} – ${translator.text(state)}`)} />
              <span>
                <span>{`${text} `}</span>
                <span data-part="password-rule-state">
                  {translator.text(isRuleMet ? "password.met" : "password.notMet")}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
