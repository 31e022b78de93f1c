import { authTypes } from "../../protocol/authTypes.js";
import { DummyStage } from "./DummyStage.js";
import { defineStage, type StageDefinition } from "./defineStage.js";
import { RegistrationTokenStage } from "./RegistrationTokenStage.js";
import { TermsStage } from "./TermsStage.js";
import { UnsupportedStage } from "./UnsupportedStage.js";

const registrationToken = {
  label: (translator) => translator.text("stage.registrationToken.heading"),
  Renderer: RegistrationTokenStage,
} satisfies Omit<StageDefinition, "type">;

/** The stages that the kit does itself. */
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
];

/** For every other type. */
export const unsupportedStage: StageDefinition = {
  type: "",
  label: (translator) => translator.text("stage.unsupported.heading"),
  Renderer: UnsupportedStage,
};

/** By auth type; a host's stage takes the place of the kit's. */
export function stagesByType(
  ofHost: readonly StageDefinition[] = [],
): ReadonlyMap<string, StageDefinition> {
  return new Map([...stageDefinitions, ...ofHost].map((stage) => [stage.type, stage]));
}
