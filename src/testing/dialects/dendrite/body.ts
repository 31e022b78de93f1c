import type { HomeserverState } from "../../model/state.js";
import { refuse } from "../../server/answers.js";
import { type Call, isObject, type JsonObject } from "../../server/call.js";
import { wrongType } from "../bodyTypes.js";

export function decoded(call: Call): JsonObject {
  if (call.body.kind === "notJson") {
    if (call.body.flaw === "notUtf8") refuse(400, "M_NOT_JSON", "Body contains invalid UTF-8");
    undecodable("invalid JSON");
  }
  const { value } = call.body;
  if (!isObject(value)) undecodable("json: cannot unmarshal it into a request");
  const auth = value["auth"];
  const inhibits = value["inhibit_login"];
  const key =
    wrongType(value) ??
    (auth === undefined || isWellTyped(auth) ? undefined : "auth") ??
    (inhibits === undefined || booleans.includes(inhibits) ? undefined : "inhibit_login");
  if (key !== undefined) undecodable(`json: cannot unmarshal the field ${key}`);
  return value;
}

const booleans: readonly unknown[] = [true, false, 0, 1];

function undecodable(reason: string): never {
  const text = "The request body could not be decoded into valid JSON.";
  refuse(400, "M_BAD_JSON", `${text} ${reason}`);
}

function isWellTyped(auth: unknown): boolean {
  return (
    auth === null ||
    (isObject(auth) &&
      ["type", "session", "response"].every(
        (key) => auth[key] === undefined || auth[key] === null || typeof auth[key] === "string",
      ))
  );
}

/** `auth` without a type that is none. */
export function authOf({ auth }: JsonObject): JsonObject | undefined {
  if (!isObject(auth)) return undefined;
  const { type, ...rest } = auth;
  return type ? auth : rest;
}

export function withoutNulls({ auth: _auth, ...body }: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

export function checkName(localpart: string, { accounts }: HomeserverState): void {
  if (bytes(accounts.userId(localpart)) > 254) {
    refuse(400, "M_BAD_JSON", "username exceeds the maximum length of 254 characters");
  }
  if (!/^[0-9a-z_\-+=./]+$/.test(localpart)) {
    const text = "username can only contain characters a-z, 0-9, or '_+-./='";
    refuse(400, "M_INVALID_USERNAME", text);
  }
  if (localpart.startsWith("_")) {
    refuse(400, "M_INVALID_USERNAME", "username cannot start with a '_'");
  }
}

/** No password is none that is too short. */
export function checkPassword(password: string): void {
  const length = bytes(password);
  if (length > 512) refuse(400, "M_BAD_JSON", "password too long: max 512 characters");
  if (length > 0 && length < 8) {
    refuse(400, "M_WEAK_PASSWORD", "password too weak: min 8 characters");
  }
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
