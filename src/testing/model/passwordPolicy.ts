import { refuse } from "../server/answers.js";
import { codePoints } from "../server/codePoints.js";

/** The rules for passwords. https://spec.matrix.org/v1.18/client-server-api/#password-management */
export interface FakePasswordPolicy {
  /** In code points. */
  readonly minimumLength?: number;
  readonly requireDigit?: boolean;
  /** Anything outside a-z, A-Z, 0-9 is a symbol. */
  readonly requireSymbol?: boolean;
  readonly requireUppercase?: boolean;
  readonly requireLowercase?: boolean;
}

/** Refuses a password that breaks the policy, with the first rule it breaks. */
export function checkPassword(password: string, policy: FakePasswordPolicy): void {
  const minimum = policy.minimumLength ?? 0;
  if (codePoints(password) < minimum) {
    weak("TOO_SHORT", `The password must be at least ${minimum} characters long`);
  }
  if (policy.requireDigit && !/[0-9]/.test(password)) {
    weak("NO_DIGIT", "The password must include at least one digit");
  }
  if (policy.requireSymbol && !/[^a-zA-Z0-9]/.test(password)) {
    weak("NO_SYMBOL", "The password must include at least one symbol");
  }
  if (policy.requireUppercase && !/[A-Z]/.test(password)) {
    weak("NO_UPPERCASE", "The password must include at least one uppercase letter");
  }
  if (policy.requireLowercase && !/[a-z]/.test(password)) {
    weak("NO_LOWERCASE", "The password must include at least one lowercase letter");
  }
}

/** The policy as `GET /password_policy` spells it. */
export function passwordPolicyBody(policy: FakePasswordPolicy): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({
      "m.minimum_length": policy.minimumLength,
      "m.require_digit": policy.requireDigit,
      "m.require_symbol": policy.requireSymbol,
      "m.require_uppercase": policy.requireUppercase,
      "m.require_lowercase": policy.requireLowercase,
    }).filter(([, value]) => value !== undefined),
  );
}

function weak(rule: string, text: string): never {
  refuse(400, `M_PASSWORD_${rule}`, text);
}
