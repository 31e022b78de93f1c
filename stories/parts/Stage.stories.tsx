import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../src/index.js";
import { stage } from "../../test/components/scriptedRegistration.js";
import { onRegistration } from "../onRegistration.js";

const meta = {
  title: "Parts/Stage",
  component: Register.Stage,
  decorators: [onRegistration(stage({ stage: { type: "m.login.registration_token" } }))],
} satisfies Meta<typeof Register.Stage>;
export default meta;

type Story = StoryObj<typeof meta>;

export const RegistrationToken: Story = {};
