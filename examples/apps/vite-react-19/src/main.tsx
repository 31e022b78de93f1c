import { finishReturn, takeCallback } from "matrix-register-kit";
import { RegisterCard } from "matrix-register-kit/card";
import "matrix-register-kit/styles.css";
import { createRoot } from "react-dom/client";

const callback = takeCallback();
if (callback !== null) finishReturn(callback);

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <RegisterCard
    homeserver="example.org"
    callback={callback}
    locale={navigator.languages}
    onSignIn={() => location.assign("/sign-in")}
  />,
);
