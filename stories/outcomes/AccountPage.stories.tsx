import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import { expect, spyOn } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import type { Fetch } from "../../src/core.js";
import type { Register } from "../../src/index.js";
import type { Callback } from "../../src/redirect/callback.js";
import { accountPage, accountPageThat } from "../answers.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";
import { after, problem, shows, showsText } from "../shows.js";
import { keepNothing, stoppedClock } from "../still.js";

interface Args {
  /** Answers that differ from the good ones, by the end of the path. */
  readonly answers?: Readonly<Record<string, Fetch>>;
  /** The query of the return address; absent before the return. */
  readonly back?: string;
  /** The transaction in the tab's storage. */
  readonly transaction?: "open" | "none" | "used" | "expired";
  /** Below an account: where to go next. */
  readonly children?: ReactNode;
}

const state = `mrk-${"A".repeat(43)}`;
const deviceId = "LAPTOP-0001";
const returnUrl = "https://client.example.com/sign-up";

/** The card on a homeserver that makes accounts on a page of its own. */
function CardOnAccountPage({
  answers = {},
  back,
  transaction = "open",
  ...rest
}: Args &
  Register.Root.Options &
  Pick<Register.Root.RegistrationOptions, "inhibitLogin">): ReactElement {
  const [callback] = useState((): Callback | null => {
    sessionStorage.clear();
    if (back === undefined) return null;
    if (transaction !== "none") keep(transaction);
    return { method: "oauth", take: () => `${returnUrl}#state=${state}&${back}` };
  });
  return (
    <RegisterCard
      returnUrl={returnUrl}
      {...rest}
      homeserver={{ baseUrl: "https://matrix.example.org", serverName: "example.org" }}
      fetch={accountPageThat({ ...allIsWell, ...answers }, accountPage)}
      callback={callback}
      oauth={{ navigate: () => undefined }}
      signInUrl="https://client.example.org/login"
    />
  );
}

/**
 * Sign-up on the homeserver's account page, by OAuth 2.0: the failures before the user leaves, and the
 * ends after the return.
 */
const meta = {
  title: "Outcomes/Account page",
  tags: ["each-answer"],
  component: CardOnAccountPage,
  render: (args, { globals }) => <CardOnAccountPage {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardOnAccountPage>;
export default meta;

type Story = StoryObj<typeof meta>;

const says =
  (status: number, body: unknown): Fetch =>
  () =>
    Promise.resolve(Response.json(body, { status }));
const breaks: Fetch = () => Promise.reject(new TypeError("Failed to fetch"));

const granted = {
  access_token: "mat_1",
  token_type: "Bearer",
  scope: `urn:matrix:client:api:* urn:matrix:client:device:${deviceId}`,
};
const owner = { user_id: "@alice:example.org", device_id: deviceId };
const allIsWell = {
  "/token": says(200, granted),
  "/whoami": says(200, owner),
  "/revoke": says(200, {}),
};

/** Presses the button that leads to the account page. */
const go: NonNullable<Story["play"]> = async ({ canvas, userEvent }) => {
  await userEvent.click(await canvas.findByRole("button", { name: /account\.example\.org/ }));
};

/** The account page is told of the client. */
export const Preparing: Story = {
  args: { answers: { "/clients": () => new Promise(() => undefined) } },
  play: after(go, shows('[data-part="submit"][aria-busy="true"][aria-disabled="true"]')),
};
/** The browser was sent there. */
export const Leaving: Story = {
  tags: ["!each-answer"],
  args: { clock: stoppedClock },
  play: after(go, shows('[data-part="submit"][aria-busy="true"]:not([aria-disabled="true"])')),
};

/* Before the user leaves. */

export const Offline: Story = {
  args: { answers: { "/clients": breaks } },
  beforeEach: () => {
    const onLine = spyOn(navigator, "onLine", "get").mockReturnValue(false);
    return () => onLine.mockRestore();
  },
  play: after(go, shows(problem("offline"))),
};
export const Unreachable: Story = {
  args: { answers: { "/clients": breaks } },
  play: after(go, shows(problem("unreachable"))),
};
export const Limited: Story = {
  args: { answers: { "/clients": says(429, {}) } },
  play: after(go, shows(problem("rateLimited"))),
};
export const ServerFailed: Story = {
  args: { answers: { "/clients": says(500, {}) } },
  play: after(go, shows(problem("serverFailed"))),
};
export const Malformed: Story = {
  args: { answers: { "/clients": says(201, { client_id: 7 }) } },
  play: after(go, shows(problem("malformed"))),
};
export const RegistrationRefused: Story = {
  args: {
    answers: {
      "/clients": says(403, {
        error: "invalid_client_metadata",
        error_description: "Only known clients.",
      }),
    },
  },
  play: after(go, shows(problem("registrationRefused"))),
};
/** The page was loaded by `http:`. */
export const InsecureContext: Story = {
  beforeEach: () => {
    const subtle = spyOn(crypto, "subtle", "get").mockReturnValue(undefined as never);
    return () => subtle.mockRestore();
  },
  play: after(go, shows(problem("insecureContext"))),
};
export const NoStorage: Story = {
  tags: ["!each-answer"],
  beforeEach: keepNothing,
  play: after(go, shows(problem("noStorage"))),
};

/** The app is at fault, and gets the error as an uncaught one. */
export const Misconfigured: Story = {
  args: { returnUrl: "https://client.example.com/#sign-up" },
  beforeEach: () => {
    const report = spyOn(window, "reportError").mockImplementation(() => undefined);
    return () => report.mockRestore();
  },
  play: after(go, shows(problem("misconfigured"))),
};

/* When the user comes back. */

export const SignedIn: Story = {
  args: { back: "code=c", children: <p>What comes next.</p> },
  play: after(async ({ canvas }) => {
    await expect(await canvas.findByText(reads("@alice:example.org"))).toBeVisible();
  }, showsText("returned.heading")),
};
/** Where no session is wanted it is ended at once. */
export const WithoutSession: Story = {
  args: { back: "code=c", inhibitLogin: true },
  play: showsText("returned.accountHeading"),
};
export const Denied: Story = {
  args: { back: "error=access_denied" },
  play: shows(problem("denied")),
};
export const Expired: Story = {
  args: { back: "code=c", transaction: "expired" },
  play: shows(problem("expired")),
};
export const Replayed: Story = {
  args: { back: "code=c", transaction: "used" },
  play: shows(problem("replayed")),
};
export const LostState: Story = {
  args: { back: "code=c", transaction: "none" },
  play: shows(problem("lostState")),
};
export const MalformedCallback: Story = {
  args: { back: "code=c&code=d" },
  play: shows(problem("malformedCallback")),
};
/** Another server sent the user back. */
export const WrongIssuer: Story = {
  args: { back: "code=c&iss=https://evil.example" },
  play: shows(problem("wrongIssuer")),
};
export const Refused: Story = {
  args: { back: "error=unauthorized_client&error_description=Not+this+client." },
  play: shows(problem("refused")),
};
/** An account page that is older: the next try asks in another way. */
export const OldScopes: Story = {
  args: { back: "error=invalid_scope" },
  play: shows(problem("oldScopes")),
};
export const Interrupted: Story = {
  args: { back: "code=c", answers: { "/token": breaks } },
  play: shows(problem("interrupted")),
};
export const WrongDevice: Story = {
  args: {
    back: "code=c",
    answers: { "/whoami": says(200, { ...owner, device_id: "ELSE-00001" }) },
  },
  play: shows(problem("wrongDevice")),
};
export const WrongServerName: Story = {
  args: {
    back: "code=c",
    answers: { "/whoami": says(200, { ...owner, user_id: "@alice:evil.example" }) },
  },
  play: shows(problem("wrongServerName")),
};

/** Has the tab remember a redirect to the account page. */
function keep(transaction: "open" | "used" | "expired"): void {
  const at = transaction === "expired" ? Date.now() - 2 * 60 * 60_000 : Date.now();
  const record =
    transaction === "used"
      ? { used: at }
      : {
          at,
          baseUrl: "https://matrix.example.org",
          serverName: "example.org",
          trust: "listed",
          issuer: accountPage.issuer,
          authorizationEndpoint: accountPage.authorization_endpoint,
          tokenEndpoint: accountPage.token_endpoint,
          clientId: "client-1",
          redirectUri: returnUrl,
          codeVerifier: "v".repeat(43),
          deviceId,
          hasStableScopes: true,
          idTokenSigningAlgorithms: [],
          namesItself: false,
        };
  sessionStorage.setItem(`matrix-register-kit.oauth.${state}`, JSON.stringify(record));
}
