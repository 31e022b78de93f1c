import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import type { Fetch } from "../../src/index.js";
import { homeserversThat, signOnWith } from "../answers.js";
import { localeOf } from "../localeOf.js";

interface Args {
  readonly fetch: Fetch;
}

const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };

/** Where accounts are made by signing on elsewhere: with whom. Nobody leaves a story. */
const meta = {
  title: "Parts/SsoSignUp",
  render: ({ fetch }, { globals }) => (
    <RegisterCard homeserver={homeserver} fetch={fetch} locale={localeOf(globals)} />
  ),
} satisfies Meta<Args>;
export default meta;

type Story = StoryObj<typeof meta>;

const offers =
  (...names: readonly [string, ...string[]]): NonNullable<Story["play"]> =>
  async ({ canvas }) => {
    await canvas.findByRole("button", { name: names[0] });
    const buttons = canvas.getAllByRole("button").map(({ textContent }) => textContent);
    await expect(buttons).toEqual(names);
  };

export const OneProvider: Story = {
  args: { fetch: homeserversThat.sso },
  play: offers("Continue with Example ID"),
};
export const ManyProviders: Story = {
  args: {
    fetch: signOnWith(
      { id: "apple", name: "Apple", brand: "apple" },
      { id: "facebook", name: "Facebook", brand: "facebook" },
      { id: "github", name: "GitHub", brand: "github" },
      { id: "gitlab", name: "GitLab", brand: "gitlab" },
      { id: "google", name: "Google", brand: "google" },
      { id: "twitter", name: "Twitter", brand: "twitter" },
      { id: "saml", name: "The university of a town with quite a long name" },
    ),
  },
  play: offers(
    "Continue with Apple",
    "Continue with Facebook",
    "Continue with GitHub",
    "Continue with GitLab",
    "Continue with Google",
    "Continue with Twitter",
    "Continue with The university of a town with quite a long name",
  ),
};
/** The homeserver asks by itself. */
export const NoNamedProvider: Story = {
  args: { fetch: signOnWith() },
  play: offers("Continue with single sign-on"),
};
/** A press, until the browser is elsewhere. */
export const Leaving: Story = {
  args: { fetch: homeserversThat.sso },
  render: ({ fetch }, { globals }) => (
    <RegisterCard
      homeserver={homeserver}
      fetch={fetch}
      locale={localeOf(globals)}
      sso={{ navigate: () => undefined }}
    />
  ),
  play: async ({ canvas, userEvent }) => {
    const button = await canvas.findByRole("button", { name: "Continue with Example ID" });
    await userEvent.click(button);
    await expect(button).toHaveAttribute("aria-busy", "true");
  },
};
