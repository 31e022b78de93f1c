import { authTypes } from "../../../protocol/wire/authTypes.js";
import type { StageView } from "../../../uia/machine/types.js";

/** The public key, where the stage is a captcha and has a key in the form of its maker. */
export function siteKeyOf({ type, params }: StageView): string | undefined {
  const siteKey = type === authTypes.recaptcha ? params["public_key"] : undefined;
  return typeof siteKey === "string" && /^[\w-]{1,128}$/.test(siteKey) ? siteKey : undefined;
}
