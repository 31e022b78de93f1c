import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/Announcer",
  component: Register.Announcer,
  decorators: [onRegistration(account({ activity: "sending" }))],
} satisfies Meta<typeof Register.Announcer>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Announcer: Story = {};
