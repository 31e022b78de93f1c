import { refuse } from "./answers.js";
import type { JsonObject } from "./call.js";

/** Refuses a body that lacks any of these keys, and says which. */
export function checkRequired(body: JsonObject, names: readonly string[]): void {
  const missing = names.filter((name) => !Object.hasOwn(body, name));
  if (missing.length === 0) return;
  const list = missing.map((name) => `'${name}'`).join(", ");
  refuse(400, "M_MISSING_PARAM", `Missing params: [${list}]`);
}

/** A text, or what Synapse answers when it trips over something else: an internal error. */
export function textOf(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("not a text");
  return value;
}
