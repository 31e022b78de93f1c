import { authTypes } from "../../protocol/wire/authTypes.js";
import { DummyStage } from "./DummyStage.js";
import { defineStage, type StageDefinition } from "./defineStage.js";
import { lazyRenderer } from "./lazyRenderer.js";
import { RegistrationTokenStage } from "./RegistrationTokenStage.js";
import { TermsStage } from "./TermsStage.js";

const registrationToken = {
  label: (translator) => translator.text("stage.registrationToken.heading"),
  Renderer: RegistrationTokenStage,
} satisfies Omit<StageDefinition, "type">;

/** The stages that the kit does itself. What not every homeserver asks for is loaded when it is. */
const stageDefinitions: readonly StageDefinition[] = [
  defineStage({
    type: authTypes.dummy,
    label: (translator) => translator.text("stage.dummy.heading"),
    Renderer: DummyStage,
  }),
  defineStage({
    type: authTypes.terms,
    label: (translator) => translator.text("stage.terms.heading"),
    Renderer: TermsStage,
  }),
  defineStage({ type: authTypes.registrationToken, ...registrationToken }),
  defineStage({ type: authTypes.unstableRegistrationToken, ...registrationToken }),
  defineStage({
    type: authTypes.emailIdentity,
    label: (translator) => translator.text("stage.emailIdentity.heading"),
    ...lazyRenderer(async () => (await import("./EmailStage.js")).EmailStage),
  }),
  defineStage({
    type: authTypes.msisdn,
    label: (translator) => translator.text("stage.msisdn.heading"),
    ...lazyRenderer(async () => (await import("./PhoneStage.js")).PhoneStage),
  }),
  defineStage({
    type: authTypes.recaptcha,
    label: (translator) => translator.text("stage.recaptcha.heading"),
    ...lazyRenderer(async () => (await import("./RecaptchaStage.js")).RecaptchaStage),
  }),
];

/** For every other type, and for what cannot be done here. */
export const fallbackStage: Omit<StageDefinition, "type" | "label"> = lazyRenderer(
  async () => (await import("./FallbackStage.js")).FallbackStage,
);

/**
 * By auth type; a host's stage takes the place of the kit's. Without `captcha` the kit does none, and
 * it is done on the homeserver's own page.
 */
export function stagesByType(
  ofHost: readonly StageDefinition[] = [],
  captcha = true,
): ReadonlyMap<string, StageDefinition> {
  const ofKit = stageDefinitions.filter(({ type }) => captcha || type !== authTypes.recaptcha);
  return new Map([...ofKit, ...ofHost].map((stage) => [stage.type, stage]));
}
