import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import type { Fetch } from "../../src/index.js";
import { homeserversThat } from "../answers.js";
import { localeOf } from "../localeOf.js";

/** The card before there is a run: what discovery finds, and why no account can be made. */
const meta = {
  title: "Card/Homeserver",
  render: ({ fetch }, { globals }) => (
    <RegisterCard
      homeserver={{ baseUrl: "https://matrix.example.org", serverName: "example.org" }}
      fetch={fetch}
      signInUrl="https://client.example.org/login"
      locale={localeOf(globals)}
    />
  ),
} satisfies Meta<{ fetch: Fetch }>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The root says how it went. */
const comesTo =
  (state: string): NonNullable<Story["play"]> =>
  async ({ canvasElement }) => {
    const root = canvasElement.querySelector('[data-part="root"]');
    await waitFor(() => expect(root).toHaveAttribute("data-homeserver", state));
  };

export const Finding: Story = { args: { fetch: homeserversThat.finding } };
export const Closed: Story = { args: { fetch: homeserversThat.closed }, play: comesTo("closed") };
export const Unsupported: Story = {
  args: { fetch: homeserversThat.unsupported },
  play: comesTo("unsupported"),
};
export const Unreachable: Story = {
  args: { fetch: homeserversThat.unreachable },
  play: comesTo("unreachable"),
};
export const NotMatrix: Story = {
  args: { fetch: homeserversThat.notMatrix },
  play: comesTo("notMatrix"),
};
export const RateLimited: Story = {
  args: { fetch: homeserversThat.rateLimited },
  play: comesTo("rateLimited"),
};
export const ByStages: Story = { args: { fetch: homeserversThat.uia }, play: comesTo("uia") };
export const BySso: Story = { args: { fetch: homeserversThat.sso }, play: comesTo("sso") };
