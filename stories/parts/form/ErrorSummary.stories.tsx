import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { inForm, onRegistration } from "../../onRegistration.js";

const problems = [
  { code: "usernameTaken", field: "username" },
  { code: "passwordMissing", field: "password" },
] as const;

const meta = {
  title: "Parts/ErrorSummary",
  component: Register.ErrorSummary,
  decorators: [inForm, onRegistration(account({ problems }))],
} satisfies Meta<typeof Register.ErrorSummary>;
export default meta;

type Story = StoryObj<typeof meta>;

export const TwoProblems: Story = {
  render: () => (
    <>
      <Register.ErrorSummary />
      <Register.UsernameField />
      <Register.PasswordField />
    </>
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Choose a password." }));
    await waitFor(() => expect(canvas.getByLabelText("Password")).toHaveFocus());
  },
};
