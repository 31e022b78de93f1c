import { refuse } from "./answers.js";

const allowed = /^[0-9a-zA-Z.=_-]{1,255}$/;

export function isClientSecret(text: string): boolean {
  return allowed.test(text);
}

/** Refuses what https://spec.matrix.org/v1.18/appendices/#opaque-identifiers does not allow. */
export function checkClientSecret(text: string): void {
  if (!isClientSecret(text)) refuse(400, "M_INVALID_PARAM", "Invalid client_secret parameter");
}
