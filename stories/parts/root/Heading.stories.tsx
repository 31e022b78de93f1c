import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../../src/index.js";
import { onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/Heading",
  component: Register.Heading,
  decorators: [onRegistration()],
} satisfies Meta<typeof Register.Heading>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Heading: Story = {};
