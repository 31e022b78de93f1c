import type { PasswordPolicy } from "../../../protocol/endpoints/passwordPolicy.js";

export type PasswordRule =
  | { readonly rule: "minimumLength"; readonly count: number }
  | { readonly rule: "requireDigit" }
  | { readonly rule: "requireSymbol" }
  | { readonly rule: "requireLowercase" }
  | { readonly rule: "requireUppercase" };

/** The homeserver's rules for a password, in the order of display. */
export function passwordRules(policy: PasswordPolicy | undefined): readonly PasswordRule[] {
  if (policy === undefined) return [];
  const { minimumLength } = policy;
  const required = (
    ["requireDigit", "requireSymbol", "requireLowercase", "requireUppercase"] as const
  )
    .filter((rule) => policy[rule] === true)
    .map((rule) => ({ rule }));
  return minimumLength === undefined
    ? required
    : [{ rule: "minimumLength", count: minimumLength }, ...required];
}

/** Whether a password meets a rule. Counts as Synapse does: code points, ASCII letters and digits. */
export function isMet(rule: PasswordRule, password: string): boolean {
  switch (rule.rule) {
    case "minimumLength":
      return Array.from(password).length >= rule.count;
    case "requireDigit":
      return /[0-9]/.test(password);
    case "requireSymbol":
      return /[^a-zA-Z0-9]/.test(password);
    case "requireLowercase":
      return /[a-z]/.test(password);
    case "requireUppercase":
      return /[A-Z]/.test(password);
  }
}

/** The rules in the syntax of password managers, for the password that they propose. */
export function autofillRules(rules: readonly PasswordRule[]): { passwordrules?: string } {
  if (rules.length === 0) return {};
  return { passwordrules: rules.map((rule) => `${autofillRule(rule)};`).join(" ") };
}

function autofillRule(rule: PasswordRule): string {
  switch (rule.rule) {
    case "minimumLength":
      return `minlength: ${rule.count}`;
    case "requireDigit":
      return "required: digit";
    case "requireSymbol":
      return "required: special";
    case "requireLowercase":
      return "required: lower";
    case "requireUppercase":
      return "required: upper";
  }
}
