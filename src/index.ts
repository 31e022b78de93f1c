export type {
  AccountDefaults,
  ButtonKind,
  ElementOf,
  Elements,
  EstimateStrength,
  HeadingLevel,
  IconName,
  Icons,
  Strength,
  TextKind,
} from "./components/context/appTypes.js";
export type {
  CaptchaOptions,
  CaptchaProvider,
  CaptchaWidget,
  CaptchaWidgetOptions,
  StageDefinition,
  StageFieldsDefinition,
  StageFieldsRendererProps,
  StageRendererProps,
} from "./components/context/stageTypes.js";
export * as Register from "./components/parts.js";
export { defineStage } from "./components/stages/defineStage.js";
export type { InputProps } from "./components/ui/Field.js";
export type { Homeserver } from "./discovery/homeserver.js";
export type { Discovery } from "./discovery/methods.js";
export type { Translate, Translator } from "./locales/createTranslator.js";
export type { MessageValue, TextPart } from "./locales/format.js";
export { localeTags } from "./locales/loadWords.js";
export type { Locale, MessageKey, Messages, ValuesFor } from "./locales/locale.js";
export { matchLanguage } from "./locales/matchLanguage.js";
export { problemText } from "./locales/problemText.js";
export { useRegistrationContext } from "./react/RegistrationContext.js";
export {
  type HomeserverState,
  type UseHomeserverOptions,
  useHomeserver,
} from "./react/useHomeserver.js";
export {
  type OAuthSignUpProblem,
  type UseOAuthSignUp,
  type UseOAuthSignUpOptions,
  useOAuthSignUp,
} from "./react/useOAuthSignUp.js";
export { type UsePasswordPolicyOptions, usePasswordPolicy } from "./react/usePasswordPolicy.js";
export { type UseRegister, useRegister } from "./react/useRegister.js";
export {
  type UseRegistrationTokenValidityOptions,
  useRegistrationTokenValidity,
} from "./react/useRegistrationTokenValidity.js";
export { type ReturnState, type UseReturnedOptions, useReturned } from "./react/useReturned.js";
export {
  type UsernameAvailability,
  type UseUsernameAvailabilityOptions,
  useUsernameAvailability,
} from "./react/useUsernameAvailability.js";
export { type Callback, takeCallback } from "./redirect/callback.js";
export {
  finishReturn,
  type ReturnOptions,
  type ReturnProblem,
  type ReturnSnapshot,
} from "./redirect/finishReturn.js";
export type { RedirectOrigin } from "./redirect/origin.js";
export type { AccountField, Problem, ProblemCode } from "./uia/machine/problems/problem.js";
export type { Registration } from "./uia/machine/registration.js";
export type {
  Account,
  Activity,
  HandedOver,
  OnDone,
  Result,
  Session,
  Snapshot,
  StageView,
  Status,
} from "./uia/machine/types.js";
export { createRegistration } from "./uia/run/registrationModule.js";
export type { RegistrationOptions } from "./uia/run/registrationOptions.js";
