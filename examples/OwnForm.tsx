import { Register } from "matrix-register-kit";
import type { ReactElement } from "react";
import "./ownForm.css";

/**
 * The parts without the card and its style sheet. Each shows itself when it has something to say; what
 * they look like is all in `ownForm.css`, by `data-part`.
 */
export function OwnForm(props: Register.Root.Props): ReactElement {
  return (
    <Register.Root className="own-form" {...props}>
      <Register.Announcer />
      <Register.HomeserverStatus />
      <Register.Heading />
      <Register.AccountForm>
        <Register.ErrorSummary />
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.EmailField />
        <Register.PhoneField />
        <Register.RegistrationTokenField />
        <Register.PoliciesField />
        <Register.Submit />
      </Register.AccountForm>
      <Register.OAuthSignUp />
      <Register.SsoSignUp />
      <Register.OtherMethods />
      <Register.Stage />
      <Register.Pause />
      <Register.Outcome />
      <Register.SignIn />
    </Register.Root>
  );
}
