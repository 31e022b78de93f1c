import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../../src/index.js";
import { homeserversThat } from "../../answers.js";
import { onHomeserver } from "../../onRegistration.js";
import { reads } from "../../reads.js";

const meta = {
  title: "Parts/HomeserverStatus",
  component: Register.HomeserverStatus,
} satisfies Meta<typeof Register.HomeserverStatus>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Finding: Story = {
  decorators: [onHomeserver(homeserversThat.finding)],
  play: async ({ canvas }) => {
    await expect(canvas.getByText(reads("Looking for example.org…"))).toBeVisible();
  },
};
export const Closed: Story = {
  decorators: [onHomeserver(homeserversThat.closed)],
  play: async ({ canvas }) => {
    await canvas.findByRole("alert");
    await expect(canvas.getByRole("button", { name: "Try again" })).toBeVisible();
  },
};
