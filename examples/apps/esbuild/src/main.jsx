import { RegisterCard } from "matrix-register-kit/card";
import "matrix-register-kit/styles.css";
import { createRoot } from "react-dom/client";

createRoot(document.getElementById("root")).render(
  <RegisterCard homeserver="example.org" locale="en-GB" signInUrl="/sign-in" />,
);
