import type { JsonObject } from "../server/call.js";

const texts = ["username", "password", "device_id", "initial_device_display_name", "type"];

/** The first key of a body whose value is of another type than a typed language reads there. */
export function wrongType(body: JsonObject): string | undefined {
  return texts.find((key) => {
    const value = body[key];
    return value !== undefined && value !== null && typeof value !== "string";
  });
}

/** A text that may be absent or `null`. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
