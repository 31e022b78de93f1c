"use client";
import { authTypes } from "../../protocol/wire/authTypes.js";
import type { StageDefinition } from "../context/stageTypes.js";
import { Paragraph } from "../ui/Elements.js";
import { lazyRenderer } from "../ui/lazyRenderer.js";
import { defineStage } from "./defineStage.js";
import { RegistrationTokenStage } from "./RegistrationTokenStage.js";
import { TermsStage } from "./TermsStage.js";

const registrationToken = {
  label: (translator) => translator.text("stage.registrationToken.heading"),
  Renderer: RegistrationTokenStage,
} satisfies Omit<StageDefinition, "type">;

/** The kit's own stages. Those that few homeservers ask for are loaded when they come. */
export const stageDefinitions: readonly StageDefinition[] = [
  defineStage({
    type: authTypes.dummy,
    label: (translator) => translator.text("stage.dummy.heading"),
    // The kit answers it by itself; the text shows if that takes long.
    Renderer: ({ translator }) => <Paragraph>{translator.text("stage.dummy.text")}</Paragraph>,
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
    ...lazyRenderer(async () => (await import("./captcha/RecaptchaStage.js")).RecaptchaStage),
  }),
];

/** The stage for every other type, and for one that the kit cannot do here. */
export const fallbackStage: Omit<StageDefinition, "type" | "label"> = lazyRenderer(
  async () => (await import("./FallbackStage.js")).FallbackStage,
);
