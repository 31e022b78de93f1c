import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../../src/index.js";
import { failed, registered } from "../../../test/components/scriptedRegistration.js";
import { onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/Outcome",
  component: Register.Outcome,
} satisfies Meta<typeof Register.Outcome>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Registered: Story = { decorators: [onRegistration(registered())] };
export const Failed: Story = { decorators: [onRegistration(failed())] };
