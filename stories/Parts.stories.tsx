import type { Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import { expect } from "storybook/test";
import { Register, type RootOptions, type Snapshot } from "../src/index.js";
import { decodePolicies } from "../src/protocol/policies.js";
import {
  account,
  failed,
  registered,
  scriptedRegistration,
  stage,
} from "../test/components/scriptedRegistration.js";
import { localeOf } from "./localeOf.js";
import { nothingAnswers, stoppedClock } from "./still.js";

interface PartProps extends RootOptions {
  /** Where the run stands. */
  readonly snapshot?: Snapshot;
  readonly children: ReactNode;
}

function Part({ snapshot = account(), children, ...options }: PartProps): ReactElement {
  const [registration] = useState(() => scriptedRegistration(snapshot));
  return (
    <Register.Root
      registration={registration}
      fetch={nothingAnswers}
      clock={stoppedClock}
      {...options}
    >
      {children}
    </Register.Root>
  );
}

/** Each part by itself, as it is without a style: what a host begins with. */
const meta = {
  component: Part,
  render: (args, { globals }) => <Part {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof Part>;
export default meta;

type Story = StoryObj<typeof meta>;

const inForm = (...parts: ReactNode[]) => <Register.AccountForm>{parts}</Register.AccountForm>;

export const Heading: Story = { args: { children: <Register.Heading /> } };

export const UsernameField: Story = {
  args: { children: inForm(<Register.UsernameField key="username" />) },
  play: async ({ canvas, userEvent }) => {
    const username = canvas.getByRole("textbox", { name: "Username" });
    await userEvent.type(username, "Alice");
    await userEvent.click(canvas.getByRole("button", { name: "Use “alice”" }));
    await expect(username).toHaveValue("alice");
  },
};

export const PasswordField: Story = {
  args: { children: inForm(<Register.PasswordField key="password" />) },
  play: async ({ canvas, userEvent }) => {
    const password = canvas.getByLabelText("Password");
    const show = canvas.getByRole("button", { name: "Show password" });
    await userEvent.type(password, "correct horse");
    await userEvent.click(show);
    await expect(password).toHaveAttribute("type", "text");
    await expect(show).toHaveAttribute("aria-pressed", "true");
    await userEvent.click(show);
    await expect(password).toHaveAttribute("type", "password");
  },
};

export const EmailField: Story = {
  args: {
    snapshot: account({ fields: { email: "required" } }),
    children: inForm(<Register.EmailField key="email" />),
  },
};

export const RegistrationTokenField: Story = {
  args: {
    snapshot: account({ fields: { registrationToken: "optional" } }),
    children: inForm(<Register.RegistrationTokenField key="token" />),
  },
};

export const PoliciesField: Story = {
  args: {
    snapshot: account({
      fields: {
        policies:
          decodePolicies({
            policies: {
              terms: {
                version: "1",
                en: { name: "Terms of Service", url: "https://example.org/terms" },
              },
            },
          }) ?? [],
      },
    }),
    children: inForm(<Register.PoliciesField key="policies" />),
  },
  play: async ({ canvas, userEvent }) => {
    const box = canvas.getByRole("checkbox", { name: /Terms of Service/ });
    await expect(box).not.toBeChecked();
    await userEvent.click(box);
    await expect(box).toBeChecked();
  },
};

export const GuestToggle: Story = {
  args: {
    guests: true,
    children: inForm(
      <Register.GuestToggle key="guest" />,
      <Register.UsernameField key="username" />,
      <Register.Submit key="submit" />,
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("switch", { name: "Continue as guest" }));
    await expect(canvas.queryByRole("textbox")).toBeNull();
    await expect(canvas.getByRole("button", { name: "Continue as guest" })).toBeVisible();
  },
};

export const Submit: Story = {
  args: { children: inForm(<Register.Submit key="submit" />) },
};

export const SubmitWhileSending: Story = {
  args: {
    snapshot: account({ activity: "sending" }),
    children: inForm(<Register.Submit key="submit" />),
  },
};

export const ErrorSummary: Story = {
  args: {
    snapshot: account({
      problems: [
        { code: "usernameTaken", field: "username" },
        { code: "passwordMissing", field: "password" },
      ],
    }),
    children: inForm(
      <Register.ErrorSummary key="summary" />,
      <Register.UsernameField key="username" />,
      <Register.PasswordField key="password" />,
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Choose a password." }));
    await expect(canvas.getByLabelText("Password")).toHaveFocus();
  },
};

export const Pause: Story = {
  args: {
    snapshot: account({ activity: "paused", pause: { code: "limited", retryAt: 30_000 } }),
    children: <Register.Pause />,
  },
};

export const Stage: Story = {
  args: {
    snapshot: stage({ stage: { type: "m.login.registration_token" } }),
    children: <Register.Stage />,
  },
};

export const OutcomeDone: Story = {
  args: { snapshot: registered(), children: <Register.Outcome /> },
};

export const OutcomeFailed: Story = {
  args: { snapshot: failed(), children: <Register.Outcome /> },
};

export const SignIn: Story = {
  args: { signInUrl: "https://client.example.org/login", children: <Register.SignIn /> },
};

export const Announcer: Story = {
  args: { snapshot: account({ activity: "sending" }), children: <Register.Announcer /> },
};
