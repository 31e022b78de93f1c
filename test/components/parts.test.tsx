import { render, waitFor } from "@testing-library/react";
import { createRef, type ElementType, type ReactElement, type ReactNode } from "react";
import { expect, test } from "vitest";
import { defineStage, Register, type Snapshot } from "../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { servers } from "../redirect/oauth/servers.js";
import { policies } from "./policies.js";
import { nothingAnswers } from "./renderWithRegistration.js";
import { account, registered, scriptedRegistration, stage } from "./scriptedRegistration.js";

interface Place {
  /** The part's own element, by its `data-part`. */
  readonly is: string;
  /** Puts the part where it shows. */
  readonly in: (part: ReactElement) => ReactElement;
}

function onRun(
  snapshot: Snapshot,
  options: Register.Root.Options = {},
  around: (part: ReactElement) => ReactNode = (part) => part,
): Place["in"] {
  return (part) => (
    <Register.Root
      registration={scriptedRegistration(snapshot)}
      fetch={nothingAnswers}
      {...options}
    >
      {around(part)}
    </Register.Root>
  );
}

function inForm(changes: Parameters<typeof account>[0] = {}, options: Register.Root.Options = {}) {
  return onRun(account(changes), options, (part) => (
    <Register.AccountForm>{part}</Register.AccountForm>
  ));
}

function onHomeserver(fetch: Register.Root.Options["fetch"], beside?: ReactElement): Place["in"] {
  return (part) => (
    <Register.Root
      homeserver={{ baseUrl: "https://matrix.example.org", serverName: "example.org" }}
      fetch={fetch}
    >
      {part}
      {beside}
    </Register.Root>
  );
}

const quiz = defineStage({
  type: "org.example.quiz",
  label: () => "One question",
  Renderer: () => null,
  fields: { Renderer: () => <input name="quiz" />, answer: () => undefined },
});
const { options } = scenarios.manyProviders;
const { fetch: openWithSso } = createFakeHomeserver(options);
const { fetch: ssoAlone } = createFakeHomeserver({ ...options, closed: true });

/** Every part in a state in which it shows; a new one does not compile before it has its line. */
const places = {
  Root: { is: "root", in: (part) => part },
  Announcer: { is: "announcer", in: onRun(account()) },
  HomeserverStatus: { is: "homeserver-status", in: onHomeserver(() => new Promise(() => {})) },
  HomeserverField: {
    is: "homeserver-form",
    in: onRun(account(), { homeservers: ["example.org"], onHomeserverChange: () => {} }),
  },
  Heading: { is: "heading", in: onRun(account()) },
  AccountForm: { is: "account-form", in: onRun(account()) },
  ErrorSummary: { is: "error-summary", in: inForm({ problems: [{ code: "sessionExpired" }] }) },
  GuestToggle: { is: "guest-toggle", in: inForm({}, { guests: true }) },
  UsernameField: { is: "username-field", in: inForm() },
  PasswordField: { is: "password-field", in: inForm() },
  EmailField: { is: "email-field", in: inForm({ fields: { email: "optional" } }) },
  PhoneField: { is: "phone", in: inForm({ fields: { phone: "optional" } }) },
  RegistrationTokenField: {
    is: "registration-token-field",
    in: inForm({ fields: { registrationToken: "optional" } }),
  },
  StageFields: {
    is: "stage-fields",
    in: inForm(
      { fields: { stages: [{ type: quiz.type, need: "required", params: {} }] } },
      { stages: [quiz] },
    ),
  },
  PoliciesField: { is: "policies-field", in: inForm({ fields: { policies: policies() } }) },
  Submit: { is: "submit", in: inForm() },
  OAuthSignUp: { is: "oauth-sign-up", in: onHomeserver(servers().fetch) },
  SsoSignUp: {
    is: "sso-sign-up",
    in: onHomeserver(ssoAlone),
  },
  OtherMethods: { is: "other-methods", in: onHomeserver(openWithSso, <Register.SsoSignUp />) },
  Pause: {
    is: "pause",
    in: onRun(account({ activity: "paused", pause: { code: "offline" } })),
  },
  Stage: { is: "stage", in: onRun(stage()) },
  Outcome: { is: "outcome", in: onRun(registered()) },
  SignIn: { is: "sign-in", in: onRun(account(), { signInUrl: "https://example.org/login" }) },
} satisfies Record<keyof typeof Register, Place>;

const parts = Object.entries(places) as [keyof typeof Register, Place][];

test.each(parts)("%s: the app names, styles and refers to its element", async (name, place) => {
  const ref = createRef<HTMLElement>();
  const Part = Register[name] as ElementType;
  const own =
    name === "Root" ? { registration: scriptedRegistration(), fetch: nothingAnswers } : {};
  const part = (
    <Part
      {...own}
      ref={ref}
      className="theirs"
      id="their-id"
      title="Their title"
      data-testid="their-test"
      aria-label="Their name"
    />
  );
  const { container } = render(place.in(part));
  const element = await waitFor(() => {
    const found = container.querySelector(`[data-part="${place.is}"]`);
    expect(found).not.toBeNull();
    return found;
  });
  expect(ref.current).toBe(element);
  expect(element).toHaveAttribute("class", "theirs");
  expect(element).toHaveAttribute("id", "their-id");
  expect(element).toHaveAttribute("title", "Their title");
  expect(element).toHaveAttribute("data-testid", "their-test");
  expect(element).toHaveAttribute("aria-label", "Their name");
  expect(container.querySelectorAll(".theirs")).toHaveLength(1);
});
