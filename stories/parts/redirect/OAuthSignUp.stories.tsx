import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../../src/index.js";
import { accountPage, accountPageThat, homeserversThat } from "../../answers.js";
import { onHomeserver } from "../../onRegistration.js";
import { reads } from "../../reads.js";

const returnUrl = "https://client.example.com/sign-up";

const meta = {
  title: "Parts/OAuthSignUp",
  tags: ["each-answer"],
  component: Register.OAuthSignUp,
} satisfies Meta<typeof Register.OAuthSignUp>;
export default meta;

type Story = StoryObj<typeof meta>;

const button = { name: /account\.example\.org/ };

export const Ready: Story = {
  decorators: [onHomeserver(homeserversThat.oauth)],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("button", button)).toBeVisible();
  },
};
/** An account page asks for the token of an invitation again. */
export const Invited: Story = {
  decorators: [
    onHomeserver(homeserversThat.oauth, {
      defaultValues: { username: "alice", registrationToken: "let-me-in" },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(reads("let-me-in"))).toBeVisible();
  },
};
/** An account page that cannot be asked for its form for new accounts: that has to be looked for there. */
export const WithoutCreatePrompt: Story = {
  decorators: [
    onHomeserver(accountPageThat({}, { ...accountPage, prompt_values_supported: undefined })),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(reads(/asked to sign in there/))).toBeVisible();
  },
};
/** An account page on another site, which the app names. It lets no client sign out. */
export const OnOtherSite: Story = {
  decorators: [
    onHomeserver(accountPageThat({}, { ...accountPage, revocation_endpoint: undefined }), {
      homeserver: { baseUrl: "https://matrix.example.com", serverName: "example.com" },
      inhibitLogin: true,
      oauth: { issuers: [accountPage.issuer] },
    }),
  ],
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(reads(/example\.com is a different site/))).toBeVisible();
    await expect(canvas.getByText(reads(/cannot sign you out of/))).toBeVisible();
  },
};
/** A homeserver that the user may have typed, with an account page that does not name itself. */
export const Warning: Story = {
  decorators: [onHomeserver(homeserversThat.oauth, { trust: "any" })],
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("button", { name: "I trust example.org" })).toBeVisible();
  },
};
export const WarningConfirmed: Story = {
  tags: ["!each-answer"],
  ...Warning,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole("button", { name: "I trust example.org" }));
    await expect(await canvas.findByRole("button", button)).toHaveFocus();
  },
};
/** A press, until the browser is elsewhere. */
export const Leaving: Story = {
  tags: ["!each-answer"],
  decorators: [
    onHomeserver(accountPageThat({ "/clients": () => new Promise(() => undefined) }), {
      returnUrl,
      oauth: { navigate: () => undefined },
    }),
  ],
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole("button", button));
    await expect(await canvas.findByRole("status")).toHaveTextContent("account.example.org");
  },
};
