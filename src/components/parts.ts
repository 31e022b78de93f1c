export { AccountForm } from "./form/AccountForm.js";
export { PasswordField } from "./form/password/PasswordField.js";
export { Submit } from "./form/Submit.js";
export { UsernameField } from "./form/UsernameField.js";
export {
  EmailField,
  GuestToggle,
  PhoneField,
  PoliciesField,
  RegistrationTokenField,
  StageFields,
} from "./late/fieldParts.js";
export { HomeserverStatus } from "./late/HomeserverStatus.js";
export { HomeserverField, OAuthSignUp, OtherMethods, SsoSignUp } from "./late/methodParts.js";
export { ErrorSummary, Outcome, Pause, Stage } from "./late/registrationParts.js";
export { SignIn } from "./outcome/SignIn.js";
export { Announcer } from "./root/Announcer.js";
export { Heading } from "./root/Heading.js";
export { Root } from "./root/Root.js";
