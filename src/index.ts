export type { AccountFormProps } from "./components/AccountForm.js";
export type { AnnouncerProps } from "./components/Announcer.js";
export type { Elements } from "./components/Elements.js";
export type { EmailFieldProps } from "./components/EmailField.js";
export type { ErrorSummaryProps } from "./components/ErrorSummary.js";
export type { GuestToggleProps } from "./components/GuestToggle.js";
export type { HeadingProps } from "./components/Heading.js";
export type { HomeserverFieldProps } from "./components/HomeserverField.js";
export type { HomeserverStatusProps } from "./components/HomeserverStatus.js";
export type { IconName, Icons } from "./components/Icon.js";
export type { OAuthSignUpProps } from "./components/OAuthSignUp.js";
export type { OtherWaysProps } from "./components/OtherWays.js";
export type { OutcomeProps } from "./components/Outcome.js";
export type { PasswordFieldProps } from "./components/PasswordField.js";
export type { EstimateStrength, Strength } from "./components/PasswordStrength.js";
export type { PauseProps } from "./components/Pause.js";
export type { PhoneFieldProps } from "./components/PhoneField.js";
export type { PoliciesFieldProps } from "./components/PoliciesField.js";
export * as Register from "./components/parts.js";
export type { RegistrationTokenFieldProps } from "./components/RegistrationTokenField.js";
export type { RootOptions, RootProps, RunOptions } from "./components/Root.js";
export type { AccountDefaults, HeadingLevel } from "./components/RootContext.js";
export type { SignInProps } from "./components/SignIn.js";
export type { SsoSignUpProps } from "./components/SsoSignUp.js";
export type { StageFieldsPartProps } from "./components/StageFields.js";
export type { SubmitProps } from "./components/Submit.js";
export type {
  CaptchaOptions,
  CaptchaProvider,
  CaptchaWidget,
  CaptchaWidgetOptions,
} from "./components/stages/captcha/captchaProvider.js";
export {
  defineStage,
  type StageDefinition,
  type StageFields,
  type StageFieldsProps,
  type StageProps,
} from "./components/stages/defineStage.js";
export type { UsernameFieldProps } from "./components/UsernameField.js";
export type { Homeserver } from "./discovery/homeserver.js";
export { type Callback, takeCallback } from "./discovery/takeCallback.js";
export type { UnavailableReason, Way } from "./discovery/ways.js";
export type { Translate, Translator } from "./locales/createTranslator.js";
export type { Locale, MessageKey, Messages } from "./locales/locale.js";
export { matchLanguage } from "./locales/matchLanguage.js";
export { problemText } from "./locales/problemText.js";
export type { PasswordPolicy } from "./protocol/endpoints/passwordPolicy.js";
export type { Policy } from "./protocol/endpoints/policies.js";
export type { Trust } from "./protocol/guards/safeUrl.js";
export type { Fetch } from "./protocol/wire/request.js";
export type { LeftFor } from "./react/leftFor.js";
export { useRegistration } from "./react/RegistrationContext.js";
export {
  finishReturn,
  type ReturnOptions,
  type ReturnProblem,
  type ReturnSnapshot,
} from "./react/returned.js";
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
  Registration,
  Result,
  RunEvent,
  Session,
  Snapshot,
  StageAnswer,
  StageInput,
  StageView,
  Status,
  SubmitOutcome,
  Validation,
  Watch,
} from "./uia/machine/types.js";
export { createRegistration } from "./uia/run/createRegistration.js";
export type { RegistrationOptions } from "./uia/run/registrationOptions.js";
