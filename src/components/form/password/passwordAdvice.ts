export { PasswordRuleList } from "./PasswordRuleList.js";
export { PasswordStrength } from "./PasswordStrength.js";
