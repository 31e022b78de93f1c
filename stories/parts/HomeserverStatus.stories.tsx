import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../src/index.js";
import { homeserversThat } from "../answers.js";
import { localeOf } from "../localeOf.js";

const meta = {
  title: "Parts/HomeserverStatus",
  component: Register.HomeserverStatus,
  decorators: [
    (Story, { globals, name }) => (
      <Register.Root
        homeserver="https://matrix.example.org"
        fetch={name === "Finding" ? homeserversThat.finding : homeserversThat.closed}
        locale={localeOf(globals)}
      >
        {Story()}
      </Register.Root>
    ),
  ],
} satisfies Meta<typeof Register.HomeserverStatus>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Finding: Story = {};
export const Closed: Story = {
  play: async ({ canvas }) => {
    await canvas.findByRole("alert");
    await expect(canvas.getByRole("button", { name: "Try again" })).toBeVisible();
  },
};
