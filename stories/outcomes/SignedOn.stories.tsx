import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import { expect, spyOn, waitFor } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import { takeCallback } from "../../src/discovery/takeCallback.js";
import type { Fetch, RootOptions, RunOptions } from "../../src/index.js";
import { signOnWith } from "../answers.js";
import { localeOf } from "../localeOf.js";

interface SignedOnProps {
  /** What the homeserver says to the login token; absent: nobody came back yet. */
  readonly answer?: Fetch;
  /** What the tab remembers of the way there. */
  readonly transaction?: "open" | "used" | "expired" | "none";
  readonly baseUrl?: string;
  readonly loginToken?: string;
  /** Below an account: where to go next. */
  readonly children?: ReactNode;
}

const id = "0".repeat(32);
const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };

/** The card for somebody who comes back from a sign-on. */
function CardAfterSignOn({
  answer,
  transaction = "open",
  baseUrl = homeserver.baseUrl,
  loginToken = "syl_1",
  ...rest
}: SignedOnProps & RootOptions & Pick<RunOptions, "onDone">): ReactElement {
  const [callback] = useState(() => {
    sessionStorage.clear();
    if (answer === undefined) return null;
    if (transaction !== "none") keep(transaction, baseUrl);
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

/** Somebody comes back from a sign-on: signed in, or why not. */
const meta = {
  title: "Outcomes/Signed on",
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
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("status")).toHaveTextContent("Signing you in");
  },
};
export const SignedIn: Story = {
  args: { answer: signsIn, children: <p>What comes next.</p> },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("@alice:example.org")).toBeVisible();
    await expect(canvas.getByText("What comes next.")).toBeVisible();
  },
};
export const HandingOver: Story = {
  args: { answer: signsIn, onDone: () => new Promise(() => undefined) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("Opening your account…")).toBeVisible();
  },
};
export const HandedOver: Story = {
  args: { answer: signsIn, onDone: () => undefined },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText("@alice:example.org")).toBeVisible();
  },
};
export const HandoverFailed: Story = {
  args: { answer: signsIn, onDone: () => Promise.reject(new Error("no room")) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("button", { name: "Try again" })).toBeVisible();
  },
};

/** The problem is the one the story is about. */
const tells =
  (code: string): NonNullable<Story["play"]> =>
  async ({ canvasElement }) => {
    await waitFor(() =>
      expect(canvasElement.querySelector('[data-part="problem"]')).toHaveAttribute(
        "data-code",
        code,
      ),
    );
  };
const refuses = (status: number, errcode: string, error = ""): Fetch =>
  says(status, { errcode, error });

export const NotTrusted: Story = {
  args: { answer: signsIn, baseUrl: "https://127.0.0.1" },
  play: tells("notTrusted"),
};
/** Before anybody leaves. */
export const NoStorage: Story = {
  play: async (context) => {
    const { canvas, userEvent } = context;
    const button = await canvas.findByRole("button", { name: "Continue with Example ID" });
    const setItem = spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("Nothing is kept", "QuotaExceededError");
    });
    await userEvent.click(button);
    setItem.mockRestore();
    await tells("noStorage")(context);
  },
};
export const LostState: Story = {
  args: { answer: signsIn, transaction: "none" },
  play: tells("lostState"),
};
export const Replayed: Story = {
  args: { answer: signsIn, transaction: "used" },
  play: tells("replayed"),
};
export const Expired: Story = {
  args: { answer: signsIn, transaction: "expired" },
  play: tells("expired"),
};
export const Denied: Story = { args: { answer: signsIn, loginToken: "" }, play: tells("denied") };
export const Limited: Story = {
  args: { answer: refuses(429, "M_LIMIT_EXCEEDED") },
  play: tells("limited"),
};
export const ServerFailed: Story = {
  args: { answer: refuses(500, "M_UNKNOWN") },
  play: tells("serverFailed"),
};
export const Refused: Story = {
  args: { answer: refuses(403, "M_USER_DEACTIVATED", "This account has been deactivated") },
  play: tells("refused"),
};
export const PendingApproval: Story = {
  args: { answer: refuses(403, "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL") },
  play: tells("pendingApproval"),
};
export const Interrupted: Story = {
  args: { answer: () => Promise.reject(new TypeError("Failed to fetch")) },
  play: tells("interrupted"),
};
export const Malformed: Story = { args: { answer: says(200, {}) }, play: tells("malformed") };
export const WrongServerName: Story = {
  args: {
    answer: says(200, { user_id: "@alice:evil.example", access_token: "a", device_id: "D" }),
  },
  play: tells("wrongServerName"),
};

/** Has the tab remember a way to the sign-on. */
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
