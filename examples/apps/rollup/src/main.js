import { RegisterCard } from "matrix-register-kit/card";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const options = { homeserver: "example.org", locale: "en-GB", signInUrl: "/sign-in" };
createRoot(document.getElementById("root")).render(createElement(RegisterCard, options));
