import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Register } from "../../../src/index.js";
import { homeserversThat, signOnWith } from "../../answers.js";
import { onHomeserver } from "../../onRegistration.js";

const meta = {
  title: "Parts/SsoSignUp",
  tags: ["each-answer"],
  component: Register.SsoSignUp,
} satisfies Meta<typeof Register.SsoSignUp>;
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
  decorators: [onHomeserver(homeserversThat.sso)],
  play: offers("Continue with Example ID"),
};
export const TwoProviders: Story = {
  decorators: [
    onHomeserver(
      signOnWith({ id: "github", name: "GitHub", brand: "github" }, { id: "saml", name: "School" }),
    ),
  ],
  play: offers("Continue with GitHub", "Continue with School"),
};
/** A homeserver that the user may have typed: it could lead on to the sign-on of another one. */
export const Warning: Story = {
  decorators: [onHomeserver(homeserversThat.sso, { trust: "any" })],
  play: offers("I trust example.org"),
};
export const WarningConfirmed: Story = {
  tags: ["!each-answer"],
  ...Warning,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole("button", { name: "I trust example.org" }));
    await waitFor(() =>
      expect(canvas.getByRole("button", { name: "Continue with Example ID" })).toHaveFocus(),
    );
  },
};
/** The homeserver asks by itself. */
export const NoNamedProvider: Story = {
  decorators: [onHomeserver(signOnWith())],
  play: offers("Continue with single sign-on"),
};
/** A press, until the browser is elsewhere. */
export const Leaving: Story = {
  tags: ["!each-answer"],
  decorators: [onHomeserver(homeserversThat.sso, { sso: { navigate: () => undefined } })],
  play: async ({ canvas, userEvent }) => {
    const button = await canvas.findByRole("button", { name: "Continue with Example ID" });
    await userEvent.click(button);
    await expect(button).toHaveAttribute("aria-busy", "true");
  },
};
