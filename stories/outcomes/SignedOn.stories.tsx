import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import { expect, fn, spyOn, waitFor } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import type { Fetch } from "../../src/core.js";
import type { Register } from "../../src/index.js";
import { takeCallback } from "../../src/redirect/callback.js";
import { keepOrigin } from "../../src/redirect/origin.js";
import { signOnWith } from "../answers.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";
import { after, outcome, problem, shows, showsText } from "../shows.js";
import { keepNothing } from "../still.js";

interface SignedOnProps {
  /** The homeserver's answer to the login token; absent before the return. */
  readonly answer?: Fetch;
  /** The transaction in the tab's storage. */
  readonly transaction?: "open" | "used" | "expired" | "none";
  readonly baseUrl?: string;
  readonly loginToken?: string;
  /** The username that was typed before. */
  readonly wanted?: string;
  /** Below an account: where to go next. */
  readonly children?: ReactNode;
}

const id = "0".repeat(32);
const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };

/** The card after the return from a sign-on. */
function CardAfterSignOn({
  answer,
  transaction = "open",
  baseUrl = homeserver.baseUrl,
  loginToken = "syl_1",
  wanted,
  ...rest
}: SignedOnProps &
  Register.Root.Options &
  Pick<Register.Root.RegistrationOptions, "onDone">): ReactElement {
  const [callback] = useState(() => {
    sessionStorage.clear();
    if (answer === undefined) return null;
    if (transaction !== "none") keep(transaction, baseUrl);
    if (wanted !== undefined) keepOrigin({ homeserver, username: wanted });
    const token = loginToken === "" ? "" : `&loginToken=${loginToken}`;
    const href = `https://client.example.com/sign-up?sso_return=${id}${token}`;
    return takeCallback({ href }, { state: null, replaceState: () => undefined });
  });
  return (
    <RegisterCard
      {...rest}
      homeserver={homeserver}
      fetch={answer ?? signOnWith({ id: "oidc-example", name: "Example ID" })}
      callback={callback}
      signInUrl="https://client.example.org/login"
    />
  );
}

/** The return from a sign-on: signed in, or the reason why not. */
const meta = {
  title: "Outcomes/Signed on",
  tags: ["each-answer"],
  component: CardAfterSignOn,
  render: (args, { globals }) => <CardAfterSignOn {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardAfterSignOn>;
export default meta;

type Story = StoryObj<typeof meta>;

const says =
  (status: number, body: unknown): Fetch =>
  () =>
    Promise.resolve(Response.json(body, { status }));
const signsIn = says(200, {
  user_id: "@alice:example.org",
  access_token: "syt_1",
  device_id: "LAPTOP-0001",
});

export const Finishing: Story = {
  args: { answer: () => new Promise(() => undefined) },
  play: after(
    async ({ canvas }) => {
      await expect(
        await canvas.findByText(reads("Signing you in…"), { selector: '[data-part="outcome"] p' }),
      ).toBeVisible();
    },
    shows(outcome("finishing")),
  ),
};
export const SignedIn: Story = {
  args: { answer: signsIn, children: <p>What comes next.</p> },
  play: after(
    async ({ canvas }) => {
      await expect(await canvas.findByText(reads("@alice:example.org"))).toBeVisible();
      await expect(canvas.getByText(reads("What comes next."))).toBeVisible();
    },
    shows(outcome("signedIn")),
  ),
};
/** The account is not the one that the user asked for. */
export const OtherAccount: Story = {
  args: { answer: signsIn, wanted: "bob" },
  play: showsText("returned.otherName", { username: "bob" }),
};
export const HandingOver: Story = {
  args: { answer: signsIn, onDone: () => new Promise(() => undefined) },
  play: showsText("done.handoverRunning"),
};
const onDone = fn();
export const HandedOver: Story = {
  args: { answer: signsIn, onDone },
  play: after(
    async () => {
      await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    },
    shows(outcome("signedIn")),
  ),
};
export const HandoverFailed: Story = {
  args: { answer: signsIn, onDone: () => Promise.reject(new Error("no room")) },
  play: showsText("done.handoverFailed"),
};

const refuses = (status: number, errcode: string, error = ""): Fetch =>
  says(status, { errcode, error });

export const NotTrusted: Story = {
  args: { answer: signsIn, baseUrl: "https://127.0.0.1" },
  play: shows(problem("notTrusted")),
};
/** Before the user leaves. */
export const NoStorage: Story = {
  tags: ["!each-answer"],
  beforeEach: keepNothing,
  play: after(
    async ({ canvas, userEvent }) => {
      await userEvent.click(
        await canvas.findByRole("button", { name: "Continue with Example ID" }),
      );
    },
    shows(problem("noStorage")),
  ),
};
/** The app is at fault, and gets the error as an uncaught one. */
export const Misconfigured: Story = {
  args: { returnUrl: "not an address" },
  beforeEach: () => {
    const report = spyOn(window, "reportError").mockImplementation(() => undefined);
    return () => report.mockRestore();
  },
  play: after(
    async ({ canvas, userEvent }) => {
      await userEvent.click(
        await canvas.findByRole("button", { name: "Continue with Example ID" }),
      );
    },
    shows(problem("misconfigured")),
  ),
};
export const LostState: Story = {
  args: { answer: signsIn, transaction: "none" },
  play: shows(problem("lostState")),
};
export const Replayed: Story = {
  args: { answer: signsIn, transaction: "used" },
  play: shows(problem("replayed")),
};
export const Expired: Story = {
  args: { answer: signsIn, transaction: "expired" },
  play: shows(problem("expired")),
};
export const Denied: Story = {
  args: { answer: signsIn, loginToken: "" },
  play: shows(problem("denied")),
};
export const Limited: Story = {
  args: { answer: refuses(429, "M_LIMIT_EXCEEDED") },
  play: shows(problem("rateLimited")),
};
export const ServerFailed: Story = {
  args: { answer: refuses(500, "M_UNKNOWN") },
  play: shows(problem("serverFailed")),
};
export const Refused: Story = {
  args: { answer: refuses(403, "M_USER_DEACTIVATED", "This account has been deactivated") },
  play: shows(problem("refused")),
};
export const PendingApproval: Story = {
  args: { answer: refuses(403, "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL") },
  play: shows(problem("pendingApproval")),
};
export const Interrupted: Story = {
  args: { answer: () => Promise.reject(new TypeError("Failed to fetch")) },
  play: shows(problem("interrupted")),
};
export const Malformed: Story = {
  args: { answer: says(200, {}) },
  play: shows(problem("malformed")),
};
export const WrongServerName: Story = {
  args: {
    answer: says(200, { user_id: "@alice:evil.example", access_token: "a", device_id: "D" }),
  },
  play: shows(problem("wrongServerName")),
};

/** Has the tab remember a redirect to the sign-on. */
function keep(transaction: "open" | "used" | "expired", baseUrl: string): void {
  const at = transaction === "expired" ? Date.now() - 2 * 60 * 60_000 : Date.now();
  const record =
    transaction === "used"
      ? { used: at }
      : {
          at,
          baseUrl,
          serverName: "example.org",
          trust: "listed",
          deviceId: "LAPTOP-0001",
          refreshToken: false,
        };
  sessionStorage.setItem(`matrix-register-kit.sso.${id}`, JSON.stringify(record));
}
