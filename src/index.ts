export type {
  AccountDefaults,
  Elements,
  EstimateStrength,
  HeadingLevel,
  IconName,
  Icons,
  RegistrationRootOptions,
  RootOptions,
  RootProps,
  Strength,
} from "./components/context/appTypes.js";
export type {
  CaptchaOptions,
  CaptchaProvider,
  CaptchaWidget,
  CaptchaWidgetOptions,
  StageDefinition,
  StageFields,
  StageFieldsProps,
  StageProps,
} from "./components/context/stageTypes.js";
export type { AccountFormProps } from "./components/form/AccountForm.js";
export type { EmailFieldProps } from "./components/form/EmailField.js";
export type { ErrorSummaryProps } from "./components/form/ErrorSummary.js";
export type { GuestToggleProps } from "./components/form/GuestToggle.js";
export type { PhoneFieldProps } from "./components/form/PhoneField.js";
export type { PoliciesFieldProps } from "./components/form/PoliciesField.js";
export type { PasswordFieldProps } from "./components/form/password/PasswordField.js";
export type { RegistrationTokenFieldProps } from "./components/form/RegistrationTokenField.js";
export type { StageFieldsPartProps } from "./components/form/StageFields.js";
export type { SubmitProps } from "./components/form/Submit.js";
export type { UsernameFieldProps } from "./components/form/UsernameField.js";
export type { HomeserverFieldProps } from "./components/homeserver/HomeserverField.js";
export type { HomeserverStatusProps } from "./components/homeserver/HomeserverStatus.js";
export type { OutcomeProps } from "./components/outcome/Outcome.js";
export type { PauseProps } from "./components/outcome/Pause.js";
export type { SignInProps } from "./components/outcome/SignIn.js";
export * as Register from "./components/parts.js";
export type { OAuthSignUpProps } from "./components/redirect/OAuthSignUp.js";
export type { OtherMethodsProps } from "./components/redirect/OtherMethods.js";
export type { SsoSignUpProps } from "./components/redirect/SsoSignUp.js";
export type { AnnouncerProps } from "./components/root/Announcer.js";
export type { HeadingProps } from "./components/root/Heading.js";
export { defineStage } from "./components/stages/defineStage.js";
export type { Homeserver } from "./discovery/homeserver.js";
export type { MethodType, SignUpMethod, UnavailableReason } from "./discovery/methods.js";
export type { Translate, Translator } from "./locales/createTranslator.js";
export type { Locale, MessageKey, Messages } from "./locales/locale.js";
export { matchLanguage } from "./locales/matchLanguage.js";
export { problemText } from "./locales/problemText.js";
export type { PasswordPolicy } from "./protocol/endpoints/passwordPolicy.js";
export type { Policy } from "./protocol/endpoints/policies.js";
export type { Trust } from "./protocol/guards/safeUrl.js";
export type { Fetch } from "./protocol/wire/request.js";
export { useRegistrationContext } from "./react/RegistrationContext.js";
export {
  type HomeserverState,
  type UseHomeserverOptions,
  useHomeserver,
} from "./react/useHomeserver.js";
export {
  type OAuthSignUp,
  type OAuthSignUpProblem,
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
export type { RedirectOrigin as LeftFor } from "./redirect/origin.js";
export type { AccountField, Problem, ProblemCode } from "./uia/machine/problem.js";
export type {
  AcceptedPolicy,
  Account,
  AccountAnswers,
  AccountFields,
  AccountInput,
  AccountKind,
  Activity,
  Clock,
  FieldNeed,
  Flow,
  FormStage,
  Handover,
  Phone,
  Polling as Watch,
  Registration,
  RegistrationEvent as RunEvent,
  Result,
  Session,
  Snapshot,
  StageAnswer,
  StageInput,
  StageView,
  Status,
  SubmitOutcome,
  Validation,
} from "./uia/machine/types.js";
export { createRegistration } from "./uia/run/createRegistration.js";
export type { RegistrationOptions } from "./uia/run/registrationOptions.js";
