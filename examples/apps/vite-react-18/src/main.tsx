import { Register } from "matrix-register-kit";
import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <Register.Root homeserver="example.org" signInUrl="/sign-in">
    <Register.Announcer />
    <Register.HomeserverStatus />
    <Register.Heading />
    <Register.AccountForm>
      <Register.ErrorSummary />
      <Register.UsernameField />
      <Register.PasswordField />
      <Register.EmailField />
      <Register.RegistrationTokenField />
      <Register.PoliciesField />
      <Register.Submit />
    </Register.AccountForm>
    <Register.Stage />
    <Register.Pause />
    <Register.Outcome />
    <Register.SignIn />
  </Register.Root>,
);
