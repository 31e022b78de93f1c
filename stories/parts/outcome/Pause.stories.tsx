import type { Meta, StoryObj } from "@storybook/react-vite";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/Pause",
  component: Register.Pause,
} satisfies Meta<typeof Register.Pause>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Limited: Story = {
  decorators: [
    onRegistration(
      account({ activity: "paused", pause: { code: "rateLimited", retryAt: 30_000 } }),
    ),
  ],
};
export const Offline: Story = {
  decorators: [onRegistration(account({ activity: "paused", pause: { code: "offline" } }))],
};
