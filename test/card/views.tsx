import { render, screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { expect, vi } from "vitest";
import { RegisterCard, type RegisterCardProps } from "../../src/card/RegisterCard.js";
import type { Fetch } from "../../src/core.js";
import { defineStage, type Snapshot } from "../../src/index.js";
import { parseContactUrl } from "../../src/protocol/guards/safeUrl.js";
import { keepOrigin } from "../../src/redirect/origin.js";
import {
  createFakeHomeserver,
  type FakeHomeserverOptions,
  type ScenarioName,
  scenarios,
} from "../../src/testing/index.js";
import { manyPolicies, policies, unlinkedPolicies } from "../components/policies.js";
import { nothingAnswers } from "../components/renderWithRegistration.js";
import {
  account,
  failed,
  pendingApproval,
  registered,
  scriptedRegistration,
  stage,
  uncertain,
  validating,
} from "../components/scriptedRegistration.js";
import { scriptedCaptcha } from "../components/stages/captchas.js";
import { servers } from "../redirect/oauth/servers.js";
import { returnFromSso } from "../redirect/returnFromSso.js";

interface View {
  readonly props: () => RegisterCardProps | Promise<RegisterCardProps>;
  /** What is there once all is. */
  readonly until: string;
  /** What brings it about. */
  readonly act?: (user: UserEvent) => Promise<void>;
}

const onRun = (
  until: string,
  snapshot: Snapshot,
  props: Partial<RegisterCardProps> = {},
): View => ({
  until,
  props: () =>
    ({
      fetch: nothingAnswers,
      ...props,
      registration: scriptedRegistration(snapshot),
    }) as RegisterCardProps,
});

function onHomeserver(
  until: string,
  fetch: Fetch,
  options: Pick<RegisterCardProps, "trust" | "defaultValues"> = {},
): View {
  const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
  return { until, props: () => ({ homeserver, fetch, ...options }) };
}

function fetchOf(scenario: ScenarioName, more: FakeHomeserverOptions = {}): Fetch {
  return createFakeHomeserver({ ...scenarios[scenario].options, ...more }).fetch;
}

const quiz = defineStage({
  type: "org.example.quiz",
  label: () => "One question",
  Renderer: () => null,
  fields: { Renderer: () => null, answer: () => undefined },
});
const fields = {
  email: "optional",
  phone: "optional",
  registrationToken: "optional",
  policies: policies(),
  stages: [{ type: quiz.type, need: "optional", params: {} }],
} as const;
const detail = { status: 400, text: "No." };
const contact = parseContactUrl("mailto:admin@example.org");
const phoneStage = { medium: "phone" } as const;
const captcha = { type: "m.login.recaptcha", params: { public_key: "site-key" } };

/** Views of the card in which every part is seen. */
export const views: readonly View[] = [
  onRun('[data-part="phone-field"]', account({ fields }), { guests: true, stages: [quiz] }),
  {
    ...onRun('[data-part="suggestion"]', account(), { slots: { help: "Help" } }),
    act: (user) => user.type(screen.getByRole("textbox", { name: "Username" }), "Alice"),
  },
  {
    ...onRun('[data-part="use-homeserver"]', account(), {
      homeservers: ["example.org", "example.net"],
      onHomeserverChange: () => undefined,
    }),
    act: async (user) => {
      const homeserver = screen.getByRole("combobox", { name: "Homeserver" });
      await user.clear(homeserver);
      await user.type(homeserver, "example.net");
    },
  },
  {
    ...onRun(":has([data-met]):has([data-strength])", account(), {
      fetch: fetchOf("passwordPolicy"),
      estimateStrength: () => Promise.resolve("weak"),
    }),
    act: (user) => user.type(screen.getByLabelText("Password"), "a"),
  },
  onRun('[data-part="invitation-spent"]', account({ fields }), {
    fetch: fetchOf("token"),
    defaultValues: { registrationToken: "expired" },
  }),
  onRun('[data-part="details"]', account({ problems: [{ code: "sessionExpired", detail }] }), {
    trust: "any",
  }),
  onRun(
    '[data-part="error-summary"]',
    account({
      problems: [
        { code: "usernameTaken", field: "username" },
        { code: "passwordMissing", field: "password" },
      ],
    }),
  ),
  onRun(
    '[data-part="countdown"]',
    account({ activity: "paused", pause: { code: "rateLimited", retryAt: 2 ** 42 } }),
  ),
  onRun('[data-part="pause"]', account({ activity: "checking" })),
  onRun(
    '[data-part="homeserver-link"]',
    account({ activity: "paused", pause: { code: "notLetThrough" } }),
  ),
  onRun(
    '[data-part="policies"]',
    stage({ stage: { type: "m.login.terms", policies: policies(), count: 2 } }),
  ),
  onRun(
    '[data-part="all-policies"]',
    stage({ stage: { type: "m.login.terms", policies: manyPolicies(), count: 1 } }),
  ),
  {
    until: '[data-part="policy-address"]',
    props: () => {
      // The owner of the homeserver is told of it.
      vi.spyOn(console, "warn").mockImplementation(() => undefined);
      const terms = { type: "m.login.terms", policies: unlinkedPolicies(), count: 1 } as const;
      return { fetch: nothingAnswers, registration: scriptedRegistration(stage({ stage: terms })) };
    },
  },
  onRun('[data-part="continue"]', stage({ stage: { type: "m.login.registration_token" } })),
  onRun(
    '[data-part="fallback-link"]',
    stage({ stage: { type: "x.y" }, otherFlows: [["m.login.dummy"]] }),
  ),
  onRun('[data-part="captcha-widget"]', stage({ stage: captcha }), {
    captcha: { provider: scriptedCaptcha().provider },
  }),
  onRun('[data-part="email-field"]', validating({ step: "address" })),
  onRun('[data-part="step"]', validating({ step: "sending" })),
  onRun('[data-part="change-address"]', validating({ isLate: true })),
  onRun('[data-part="country-field"]', validating({ ...phoneStage, step: "address" })),
  onRun('[data-part="code-field"]', validating(phoneStage)),
  onRun('[data-part="user-id"]', registered({ hasSession: false })),
  onRun('[data-part="retry"]', registered({ handover: "failed" })),
  onRun('[data-part="outcome"]', pendingApproval()),
  onRun('[data-part="check-again"]', uncertain()),
  onRun(
    '[data-part="contact"]',
    failed({ problem: { code: "forbidden", detail, ...(contact && { contact }) } }),
  ),
  onRun(
    '[data-part="refused-account"]',
    failed({ problem: { code: "wrongServerName", userId: "@alice:other.example" } }),
  ),
  onHomeserver('[data-part="homeserver-status"]', () => new Promise(() => undefined)),
  onHomeserver('[data-part="oauth-sign-up"]', servers().fetch),
  onHomeserver('[data-part="copy-token"]', servers().fetch, {
    defaultValues: { registrationToken: "let-me-in" },
  }),
  {
    until: '[data-part="other-account"]',
    props: async () => {
      const { baseUrl, serverName, ...fake } = createFakeHomeserver(scenarios.oidcSso.options);
      const homeserver = { baseUrl, serverName };
      const callback = await returnFromSso({ baseUrl, serverName, ...fake });
      keepOrigin({ homeserver, username: "bob" });
      return { homeserver, fetch: fake.fetch, callback };
    },
  },
  onHomeserver('[data-part="sso-icon"]', fetchOf("manyProviders", { closed: true })),
  onHomeserver('[data-part="confirm"]', fetchOf("manyProviders", { closed: true }), {
    trust: "any",
  }),
  onHomeserver('[data-part="divider"]', fetchOf("manyProviders")),
  onHomeserver('[data-part="choose-method"]', fetchOf("manyProviders"), { trust: "any" }),
  {
    until: '[data-part="crashed"]',
    props: () => {
      // React tells the console of the error.
      vi.spyOn(console, "error").mockImplementation(() => undefined);
      const props = {
        fetch: nothingAnswers,
        slots: { help: <Broken /> },
        theme: "dark",
        bare: true,
      } as const;
      return { ...props, registration: scriptedRegistration(account()) };
    },
  },
];

function Broken(): never {
  throw new Error("A fault of the app's");
}

/** The card in one of them. */
export async function renderView(view: View, props: Partial<RegisterCardProps> = {}) {
  const { container, unmount } = render(
    <RegisterCard
      signInUrl="https://client.example.org/login"
      {...(await view.props())}
      {...(props as object)}
    />,
  );
  await view.act?.(userEvent.setup());
  await waitFor(() => expect(container.querySelector(view.until)).not.toBeNull(), {
    timeout: 10_000,
  });
  return { container, unmount };
}
