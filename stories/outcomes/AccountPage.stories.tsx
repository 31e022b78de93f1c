import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, useState } from "react";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import type { Callback } from "../../src/discovery/takeCallback.js";
import type { RootOptions } from "../../src/index.js";
import type { Fetch } from "../../src/protocol/request.js";
import { localeOf } from "../localeOf.js";

interface OAuthProps {
  /** How the account page answers a client that registers. */
  readonly registration?: () => Promise<Response>;
  readonly createPrompt?: boolean;
  /** What the address says to whom comes back. */
  readonly callbackUrl?: string;
  readonly transaction?: "open" | "used" | "expired";
}

const state = "A".repeat(43);
const back = "https://client.example.com/sign-up";

/** The card on a homeserver that makes accounts on a page of its own. */
function CardOnAccountPage({
  registration = () => Promise.resolve(Response.json({ client_id: "client-1" }, { status: 201 })),
  createPrompt = true,
  callbackUrl,
  transaction,
  ...rest
}: OAuthProps & RootOptions): ReactElement {
  const [callback] = useState((): Callback | null => {
    sessionStorage.clear();
    if (callbackUrl === undefined) return null;
    keep(transaction);
    return { way: "oauth", take: () => callbackUrl };
  });
  return (
    <RegisterCard
      {...rest}
      homeserver={{ baseUrl: "https://matrix.example.org", serverName: "example.org" }}
      fetch={answers(registration, createPrompt)}
      callback={callback}
      returnUrl={back}
      oauth={{ navigate: () => undefined }}
      signInUrl="https://client.example.org/login"
    />
  );
}

const meta = {
  title: "Outcomes/Account page",
  component: CardOnAccountPage,
  render: (args, { globals }) => <CardOnAccountPage {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardOnAccountPage>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Presses the button that leads to the account page. */
const go: Story["play"] = async ({ canvasElement }) => {
  const card = within(canvasElement);
  const button = await card.findByRole("button", { name: /account\.example\.org/ });
  await userEvent.click(button);
};
const goAndBeTold: Story["play"] = async (context) => {
  await go(context);
  await expect(await within(context.canvasElement).findByRole("alert")).toBeVisible();
};
const refused = () =>
  Promise.resolve(
    Response.json(
      { error: "invalid_client_metadata", error_description: "Only known clients." },
      { status: 403 },
    ),
  );

export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const root = canvasElement.querySelector('[data-part="root"]');
    await waitFor(() => expect(root).toHaveAttribute("data-homeserver", "oauth"));
  },
};
export const ReadyDark: Story = { globals: { theme: "dark" } };
export const WithoutCreatePrompt: Story = { args: { createPrompt: false } };
export const Going: Story = {
  args: { registration: () => new Promise(() => undefined) },
  play: go,
};
export const RegistrationRefused: Story = { args: { registration: refused }, play: goAndBeTold };
export const Unreachable: Story = {
  args: { registration: () => Promise.reject(new TypeError("Failed to fetch")) },
  play: goAndBeTold,
};
export const Denied: Story = {
  args: { callbackUrl: `${back}#state=${state}&error=access_denied`, transaction: "open" },
};
export const Expired: Story = {
  args: { callbackUrl: `${back}#state=${state}&code=c`, transaction: "expired" },
};
export const Replayed: Story = {
  args: { callbackUrl: `${back}#state=${state}&code=c`, transaction: "used" },
};
export const Lost: Story = { args: { callbackUrl: `${back}#state=${state}&code=c` } };
export const LostPseudo: Story = { ...Lost, globals: { locale: "en-XA" } };
export const SentBackBySomebodyElse: Story = {
  args: {
    callbackUrl: `${back}#state=${state}&code=c&iss=https://evil.example`,
    transaction: "open",
  },
};

function answers(registration: () => Promise<Response>, createPrompt: boolean): Fetch {
  const account = "https://account.example.org";
  return async (url) => {
    const { pathname } = new URL(url);
    if (pathname.endsWith("/auth_metadata")) {
      return Response.json({
        issuer: `${account}/`,
        authorization_endpoint: `${account}/authorize`,
        token_endpoint: `${account}/token`,
        registration_endpoint: `${account}/clients`,
        revocation_endpoint: `${account}/revoke`,
        response_types_supported: ["code"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        response_modes_supported: ["query", "fragment"],
        code_challenge_methods_supported: ["S256"],
        prompt_values_supported: createPrompt ? ["create"] : [],
      });
    }
    if (pathname === "/clients") return registration();
    if (pathname.endsWith("/register")) {
      return Response.json({ errcode: "M_FORBIDDEN", error: "Disabled." }, { status: 403 });
    }
    return Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });
  };
}

/** Has the tab remember a way to the account page. */
function keep(transaction: OAuthProps["transaction"]): void {
  if (transaction === undefined) return;
  const at = transaction === "expired" ? Date.now() - 2 * 60 * 60_000 : Date.now();
  const record =
    transaction === "used"
      ? { used: at }
      : {
          at,
          baseUrl: "https://matrix.example.org",
          trust: "listed",
          issuer: "https://account.example.org/",
          authorizationEndpoint: "https://account.example.org/authorize",
          tokenEndpoint: "https://account.example.org/token",
          clientId: "client-1",
          redirectUri: back,
          codeVerifier: "v".repeat(43),
          deviceId: "LAPTOP-0001",
          hasStableScopes: true,
          idTokenSigningAlgorithms: [],
          namesItself: false,
        };
  sessionStorage.setItem(`matrix-register-kit.oauth.${state}`, JSON.stringify(record));
}
