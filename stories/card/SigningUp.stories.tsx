import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, type Mock, waitFor } from "storybook/test";
import type { Result } from "../../src/index.js";
import { CardOnFake } from "../CardOnFake.js";
import { drawnCaptcha } from "../drawnCaptcha.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";

type OnDone = Mock<(result: Result) => void | Promise<void>>;
const onDone: OnDone = fn();

/** Whole sign-ups, played on a fake homeserver. Everything works, and nothing leaves the page. */
const meta = {
  title: "Card/Signing up",
  component: CardOnFake,
  args: { scenario: "open", onDone, onSignIn: fn() },
  render: (args, { globals }) => <CardOnFake {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardOnFake>;
export default meta;

type Story = StoryObj<typeof meta>;

export const NameAndPassword: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "alice");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery");
    await userEvent.click(canvas.getByRole("button", { name: "Create account" }));
    await canvas.findByRole("heading", { name: "Your account is ready" });
    await expect(canvas.getByText(reads("@alice:example.org"))).toBeVisible();
    await waitFor(() =>
      expect(canvas.getByRole("heading", { name: "Your account is ready" })).toHaveFocus(),
    );
    await expect(onDone).toHaveBeenCalledOnce();
  },
};

const noRoomAtFirst: OnDone = fn();
/** The client could not take the account at first: it is handed over again, not made again. */
export const HandedOverAtTheSecondTry: Story = {
  args: { onDone: noRoomAtFirst },
  beforeEach: () => {
    noRoomAtFirst.mockReset().mockRejectedValueOnce(new Error("no room"));
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "alice");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery{Enter}");
    const heading = await canvas.findByRole("heading", { name: "Your account is ready" });
    await userEvent.click(await canvas.findByRole("button", { name: "Try again" }));
    await waitFor(() => expect(heading).toHaveFocus());
    await waitFor(() => expect(canvas.queryByRole("button", { name: "Try again" })).toBeNull());
    const [[first], [second]] = noRoomAtFirst.mock.calls as [[Result], [Result]];
    await expect(second).toEqual(first);
    await expect(noRoomAtFirst).toHaveBeenCalledTimes(2);
  },
};

export const UsernameLeftToTheHomeserver: Story = {
  play: async ({ canvas, userEvent, canvasElement }) => {
    await userEvent.type(await canvas.findByLabelText("Password"), "correct horse battery{Enter}");
    await canvas.findByRole("heading", { name: "Your account is ready" });
    const userId = canvasElement.querySelector('[data-part="user-id"]');
    await expect(userId?.textContent).toMatch(/^@[^:]+:example\.org$/);
  },
};

export const UsernameTaken: Story = {
  play: async ({ canvas, userEvent }) => {
    const username = await canvas.findByRole("textbox", { name: "Username" });
    await userEvent.type(username, "taken");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery{Enter}");
    await canvas.findByText(reads("This username is taken. Choose another one."));
    await expect(username).toBeInvalid();
    await waitFor(() => expect(username).toHaveFocus());
    await expect(username).toHaveAccessibleDescription(/This username is taken/);
  },
};

export const SeveralThingsToCorrect: Story = {
  args: { scenario: "tokenAndTerms" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "álice");
    await userEvent.click(canvas.getByRole("button", { name: "Create account" }));
    const summary = await canvas.findByRole("region", { name: "There are 4 problems to fix" });
    await waitFor(() => expect(summary).toHaveFocus());
  },
};

export const UpperCaseOfferedInLowerCase: Story = {
  play: async ({ canvas, userEvent }) => {
    const username = await canvas.findByRole("textbox", { name: "Username" });
    await userEvent.type(username, "Alice");
    await userEvent.click(await canvas.findByRole("button", { name: "Use “alice”" }));
    await expect(username).toHaveValue("alice");
    await waitFor(() => expect(username).toHaveFocus());
    await expect(await canvas.findByText(reads("This username is available."))).toBeVisible();
  },
};

export const PasswordRules: Story = {
  args: { scenario: "passwordPolicy" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByLabelText("Password"), "longenough1");
    await expect((await canvas.findByText(reads("a digit"))).parentElement).toHaveTextContent(
      /digit met$/,
    );
    await expect(canvas.getByText(reads("an uppercase letter")).parentElement).toHaveTextContent(
      "not met yet",
    );
  },
};

export const RegistrationToken: Story = {
  args: { scenario: "token" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "bob");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery");
    const token = canvas.getByRole("textbox", { name: "Registration token" });
    await userEvent.type(token, "wrong{Enter}");
    await canvas.findByText(reads(/This registration token is not valid/));
    await waitFor(() => expect(token).toHaveFocus());
    await userEvent.clear(token);
    await userEvent.type(token, "invite-me{Enter}");
    await canvas.findByRole("heading", { name: "Your account is ready" });
    await expect(canvas.getByText(reads("@bob:example.org"))).toBeVisible();
  },
};

export const Terms: Story = {
  args: { scenario: "manyTerms" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "carol");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery");
    const all = canvas.getByRole("checkbox", { name: /^I accept all: / });
    await expect(all).not.toBeChecked();
    await userEvent.click(all);
    await userEvent.click(canvas.getByRole("button", { name: "Create account" }));
    await canvas.findByRole("heading", { name: "Your account is ready" });
    await expect(canvas.getByText(reads("@carol:example.org"))).toBeVisible();
  },
};

export const Guest: Story = {
  args: { scenario: "guests", guests: true },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole("switch", { name: "Use a guest account" }));
    await expect(canvas.queryByRole("textbox", { name: "Username" })).toBeNull();
    await userEvent.click(canvas.getByRole("button", { name: "Continue as guest" }));
    await expect(
      await canvas.findByRole("heading", { name: "Your guest account is ready" }),
    ).toBeVisible();
  },
};

export const Limited: Story = {
  args: { scenario: "limited" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "dave");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery{Enter}");
    await expect(await canvas.findByRole("alert")).toHaveTextContent("is busy right now");
    const again = canvas.getByRole("button", { name: "Try again" });
    await expect(again).toHaveAttribute("aria-disabled", "true");
    await userEvent.click(canvas.getByRole("button", { name: "Cancel" }));
    await expect(canvas.queryByRole("alert")).toBeNull();
    await expect(canvas.getByRole("textbox", { name: "Username" })).toHaveValue("dave");
  },
};

export const Approval: Story = {
  args: { scenario: "approval" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "erin");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery{Enter}");
    await canvas.findByRole("heading", { name: "Your account is waiting for approval" });
  },
};

export const Full: Story = {
  args: { scenario: "full" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByLabelText("Password"), "correct horse battery{Enter}");
    await expect(await canvas.findByText(reads(/The homeserver is full/))).toBeVisible();
    await expect(canvas.getByRole("link", { name: /admin@example.org/ })).toBeVisible();
  },
};

export const CaptchaBlocked: Story = {
  args: {
    scenario: "captchaOnly",
    captcha: { provider: { ...drawnCaptcha, load: () => Promise.reject(new Error("blocked")) } },
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(await canvas.findByLabelText("Password"), "correct horse battery{Enter}");
    await canvas.findByRole("button", { name: "I have finished" });
    await expect(canvas.getByRole("link", { name: /^Open the page on/ })).toBeVisible();
  },
};
