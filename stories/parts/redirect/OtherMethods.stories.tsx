import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Register } from "../../../src/index.js";
import { openInEveryWay } from "../../answers.js";
import { onHomeserver } from "../../onRegistration.js";
import { rootOn, shows } from "../../shows.js";

const meta = {
  title: "Parts/OtherMethods",
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
  decorators: [onHomeserver(openInEveryWay)],
} satisfies Meta<typeof Register.OtherMethods>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The account page is offered first, the others below it. */
export const TwoOthers: Story = {
  play: async ({ canvas }) => {
    const buttons = await canvas.findAllByRole("button", {
      name: /with a password|single sign-on/,
    });
    await expect(buttons.map(({ dataset }) => dataset["method"])).toEqual(["uia", "sso"]);
  },
};
/** The focus goes to the method's own part. */
export const AnotherOne: Story = {
  play: async (context) => {
    const { canvas, canvasElement, userEvent } = context;
    await shows('[data-part="choose-method"][data-method="uia"]')(context);
    await userEvent.click(canvasElement.querySelector('[data-method="uia"]')!);
    await shows(rootOn("uia"))(context);
    await waitFor(() => expect(canvas.getByRole("textbox", { name: "Username" })).toHaveFocus());
  },
};
