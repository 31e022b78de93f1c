import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Register } from "../../../src/index.js";
import { onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/AccountForm",
  component: Register.AccountForm,
  decorators: [onRegistration()],
} satisfies Meta<typeof Register.AccountForm>;
export default meta;

type Story = StoryObj<typeof meta>;

export const WithFields: Story = {
  args: {
    children: (
      <>
        <Register.ErrorSummary />
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.Submit />
      </>
    ),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.type(canvas.getByRole("textbox", { name: "Username" }), "alice");
    await userEvent.click(canvas.getByRole("button", { name: "Create account" }));
    await waitFor(() => expect(canvas.getByLabelText("Password")).toBeInvalid());
  },
};
