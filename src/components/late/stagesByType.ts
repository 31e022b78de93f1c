import { authTypes } from "../../protocol/wire/authTypes.js";
import type { StageDefinition } from "../context/stageTypes.js";

/**
 * The stages by auth type; an app's stage replaces the kit's. Without `captcha` the user does a captcha
 * on the homeserver's own page.
 */
export function stagesByType(
  ofKit: readonly StageDefinition[],
  ofApp: readonly StageDefinition[] = [],
  captcha = true,
): ReadonlyMap<string, StageDefinition> {
  const here = ofKit.filter(({ type }) => captcha || type !== authTypes.recaptcha);
  return new Map([...here, ...ofApp].map((stage) => [stage.type, stage]));
}
