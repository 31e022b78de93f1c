import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../../src/index.js";
import { scriptedRegistration } from "../../../test/components/scriptedRegistration.js";
import { localeOf } from "../../localeOf.js";
import { nothingAnswers, stoppedClock } from "../../still.js";

const meta = {
  title: "Parts/Root",
  component: Register.Root,
  argTypes: { children: { control: false } },
  args: {
    registration: scriptedRegistration(),
    fetch: nothingAnswers,
    clock: stoppedClock,
    signInUrl: "https://client.example.org/login",
  },
  render: (args, { globals }) => <Register.Root {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof Register.Root>;
export default meta;

type Story = StoryObj<typeof meta>;

export const WithEverythingInIt: Story = {
  args: {
    children: (
      <>
        <Register.Announcer />
        <Register.Heading />
        <Register.AccountForm>
          <Register.ErrorSummary />
          <Register.UsernameField />
          <Register.PasswordField />
          <Register.Submit />
        </Register.AccountForm>
        <Register.Stage />
        <Register.Pause />
        <Register.Outcome />
        <Register.SignIn />
      </>
    ),
  },
};
