import { identityOf } from "../../discovery/homeserver.js";
import { tabStorage } from "../browser/tabStorage.js";
import type { AccountAnswers } from "../machine/types.js";
import type { RegistrationOptions, ResumeStorage } from "./registrationOptions.js";

/** Lifetime of what is kept, in ms. */
export const keptFor = 30 * 60_000;

/** The storage that the app wants answers to be kept in, if the browser has it. */
export function resumeStorage(options: RegistrationOptions): ResumeStorage | null {
  return options.resume === true ? (options.storage ?? tabStorage()) : null;
}

/** The place of the answers that are typed before the machine is there. It takes them from here. */
export function earlyKey(options: RegistrationOptions): string {
  return `matrix-register-kit.early.${identityOf(options)}`;
}

/** Keeps answers for a reload before the machine is there: its code may never come. */
export function keepEarly(
  options: RegistrationOptions,
  { username, email, phone, acceptedPolicies }: AccountAnswers,
): void {
  const at = nowOf(options);
  try {
    resumeStorage(options)?.setItem(
      earlyKey(options),
      JSON.stringify({ at, username, email, phone, acceptedPolicies }),
    );
  } catch {
    // The storage is full or forbidden.
  }
}

/** The names that were kept before the machine was there. It tells the rest, when it comes. */
export function earlyAnswers(options: RegistrationOptions): AccountAnswers {
  try {
    const text = resumeStorage(options)?.getItem(earlyKey(options)) ?? "{}";
    const { at, username, email } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (!(Math.abs(nowOf(options) - Number(at)) <= keptFor)) return {};
    return {
      ...(isKept(username) && { username }),
      ...(isKept(email) && { email }),
    };
  } catch {
    // There is no storage, or the entry is not ours.
    return {};
  }
}

function nowOf({ clock }: RegistrationOptions): number {
  return clock?.now() ?? Date.now();
}

function isKept(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= 512;
}
