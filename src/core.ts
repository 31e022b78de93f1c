export {
  type DiscoverHomeserverOptions,
  discoverHomeserver,
} from "./discovery/discoverHomeserver.js";
export type { Homeserver } from "./discovery/homeserver.js";
export type {
  BlockedBy,
  Discovery,
  DiscoveryDetail,
  MethodType,
  OAuthMethod,
  SignUpMethod,
  SsoMethod,
  UiaMethod,
  UnavailableReason,
  WellKnownFault,
} from "./discovery/methods.js";
export {
  type AuthMetadata,
  type AuthMetadataOptions,
  authMetadata,
} from "./protocol/endpoints/authMetadata.js";
export {
  type IdentityProvider,
  type LoginFlow,
  loginFlows,
} from "./protocol/endpoints/loginFlows.js";
export { type PasswordPolicy, passwordPolicy } from "./protocol/endpoints/passwordPolicy.js";
export { type Policy, type PolicyTranslation, policyIn } from "./protocol/endpoints/policies.js";
export {
  type AuthDict,
  type RegisterOptions,
  type RegisterParams,
  type RegisterResponse,
  register,
} from "./protocol/endpoints/register.js";
export { registrationTokenValid } from "./protocol/endpoints/registrationToken.js";
export { usernameAvailable } from "./protocol/endpoints/usernameAvailability.js";
export { isLocalpart, isServerName, parseUserId } from "./protocol/guards/identifiers.js";
export {
  parseContactUrl,
  parseServerUrl,
  type SafeUrl,
  type Trust,
} from "./protocol/guards/safeUrl.js";
export { authTypes } from "./protocol/wire/authTypes.js";
export type { ErrorAnswer, UiaResponse } from "./protocol/wire/errors.js";
export { MatrixError, NetworkError, type NetworkReason } from "./protocol/wire/errors.js";
export type { Fetch, RequestOptions } from "./protocol/wire/request.js";
export { type Callback, takeCallback } from "./redirect/callback.js";
export {
  RedirectError,
  type RedirectErrorCode,
  type RedirectErrorDetail,
  type SsoErrorCode,
} from "./redirect/error.js";
export { type BeginSsoOptions, beginSso } from "./redirect/sso/beginSso.js";
export type { FinishSsoOptions } from "./redirect/sso/finishSso.js";
export { finishSso } from "./redirect/sso/lateFinishSso.js";
export type { TabStorage } from "./uia/browser/tabStorage.js";
export type { AccountField, Problem, ProblemCode } from "./uia/machine/problems/problem.js";
export type {
  Registration,
  RegistrationActions,
  SubmitOutcome,
} from "./uia/machine/registration.js";
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
  HandedOver,
  Handover,
  OnDone,
  Phone,
  Polling,
  Purpose,
  RegistrationEvent,
  Result,
  Session,
  Snapshot,
  StageAnswer,
  StageInput,
  StageView,
  Status,
  Validation,
} from "./uia/machine/types.js";
export { createRegistration } from "./uia/run/registrationModule.js";
export type { RegistrationOptions, ResumeStorage } from "./uia/run/registrationOptions.js";
