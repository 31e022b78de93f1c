import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Register } from "../../../src/index.js";
import { openAndSignOnWith, openInEveryWay } from "../../answers.js";
import { onHomeserver } from "../../onRegistration.js";
import { rootOn, shows } from "../../shows.js";

const meta = {
  title: "Parts/OtherMethods",
  tags: ["each-answer"],
  component: Register.OtherMethods,
  render: (args) => (
    <>
      <Register.OAuthSignUp />
      <Register.SsoSignUp />
      <Register.AccountForm>
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.Submit />
      </Register.AccountForm>
      <Register.OtherMethods {...args} />
    </>
  ),
} satisfies Meta<typeof Register.OtherMethods>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The account page is offered first, the others below it. */
export const TwoOthers: Story = {
  decorators: [onHomeserver(openInEveryWay)],
  play: async ({ canvas }) => {
    const buttons = await canvas.findAllByRole("button", {
      name: /with a password|single sign-on/,
    });
    await expect(buttons.map(({ dataset }) => dataset["method"])).toEqual(["uia", "sso"]);
  },
};

/** The focus goes to the method's own part. */
export const AnotherOne: Story = {
  tags: ["!each-answer"],
  decorators: [onHomeserver(openInEveryWay)],
  play: async (context) => {
    const { canvas, canvasElement, userEvent } = context;
    await shows('[data-part="choose-method"][data-method="uia"]')(context);
    await userEvent.click(canvasElement.querySelector('[data-method="uia"]')!);
    await shows(rootOn("uia"))(context);
    await waitFor(() => expect(canvas.getByRole("textbox", { name: "Username" })).toHaveFocus());
  },
};

const github = { id: "github", name: "GitHub", brand: "github" };
const three = [{ id: "oidc-example", name: "Example ID" }, github, { id: "saml", name: "School" }];

/** The homeserver's own form, and beside it a button for each provider. */
export const ThreeProviders: Story = {
  decorators: [onHomeserver(openAndSignOnWith(...three))],
  play: async ({ canvas }) => {
    const buttons = await canvas.findAllByRole("button", { name: /^Continue with/ });
    await expect(buttons.map(({ textContent }) => textContent)).toEqual([
      "Continue with Example ID",
      "Continue with GitHub",
      "Continue with School",
    ]);
    await expect(canvas.getByRole("textbox", { name: "Username" })).toBeVisible();
  },
};

/** Too many for a first screen. */
export const FiveProviders: Story = {
  decorators: [
    onHomeserver(
      openAndSignOnWith(...three, { id: "four", name: "Four" }, { id: "five", name: "Five" }),
    ),
  ],
  play: async ({ canvas }) => {
    const buttons = await canvas.findAllByRole("button", { name: /^Continue with/ });
    await expect(buttons.map(({ textContent }) => textContent)).toEqual([
      "Continue with single sign-on",
    ]);
  },
};

/** A homeserver that the user may have typed: the step behind the button has a warning. */
export const UnderAny: Story = {
  tags: ["!each-answer"],
  decorators: [onHomeserver(openAndSignOnWith(...three), { trust: "any" })],
  play: async ({ canvas, userEvent }) => {
    const button = await canvas.findByRole("button", { name: "Continue with single sign-on" });
    await userEvent.click(button);
    await expect(await canvas.findByRole("button", { name: "I trust example.org" })).toBeVisible();
  },
};
