import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { RegisterCard } from "../../src/card/index.js";
import type { Fetch } from "../../src/core.js";
import type { Register } from "../../src/index.js";
import { homeserversThat, openInEveryWay, serverNamesThat, signOnWith } from "../answers.js";
import { localeOf } from "../localeOf.js";
import { rootOn, shows, showsText } from "../shows.js";

interface Args {
  readonly fetch: Fetch;
  readonly picker?: Pick<Register.Root.Options, "homeservers" | "onHomeserverChange">;
  /** A server name that is to be looked up. Else there is a base URL. */
  readonly name?: string;
  readonly guests?: boolean;
}

/** The card before there is a registration: what discovery finds, and why no account can be made. */
const meta = {
  title: "Card/Homeserver",
  tags: ["each-answer"],
  subcomponents: { RegisterCard },
  render: ({ fetch, picker, name, guests }, { globals }) => (
    <RegisterCard
      homeserver={name ?? { baseUrl: "https://matrix.example.org", serverName: "example.org" }}
      guests={guests}
      fetch={fetch}
      signInUrl="https://client.example.org/login"
      locale={localeOf(globals)}
      {...picker}
    />
  ),
} satisfies Meta<Args>;
export default meta;

type Story = StoryObj<typeof meta>;

const found = (name: keyof typeof homeserversThat): Pick<Story, "args"> => ({
  args: { fetch: homeserversThat[name] },
});

export const Finding: Story = { ...found("finding"), play: shows(rootOn("finding")) };
export const Closed: Story = { ...found("closed"), play: shows(rootOn("closed")) };
export const Unsupported: Story = { ...found("unsupported"), play: shows(rootOn("unsupported")) };
export const Unreachable: Story = { ...found("unreachable"), play: shows(rootOn("unreachable")) };
export const NotMatrix: Story = { ...found("notMatrix"), play: shows(rootOn("notMatrix")) };
/** A server name that cannot be looked up, and one whose homeserver is not where it says. */
const lookedUp = (name: keyof typeof serverNamesThat): Pick<Story, "args"> => ({
  args: { fetch: serverNamesThat[name], name: "example.org" },
});
const serverName = "example.org";
const host = "matrix.example.net";
export const FailPrompt: Story = {
  ...lookedUp("failPrompt"),
  play: showsText("homeserver.failPrompt", { serverName }),
};
export const FailError: Story = {
  ...lookedUp("failError"),
  play: showsText("homeserver.failError", { serverName }),
};
export const NotMatrixAt: Story = {
  ...lookedUp("notMatrixAt"),
  play: showsText("homeserver.notMatrixAt", { serverName, host }),
};
export const UnreachableAt: Story = {
  ...lookedUp("unreachableAt"),
  play: showsText("homeserver.unreachableAt", { serverName, host }),
};

export const RateLimited: Story = { ...found("rateLimited"), play: shows(rootOn("rateLimited")) };
export const ByStages: Story = { ...found("uia"), play: shows(rootOn("uia")) };
export const BySso: Story = { ...found("sso"), play: shows(rootOn("sso")) };
export const ByAccountPage: Story = { ...found("oauth"), play: shows(rootOn("oauth")) };

/** Everybody of the registry of brands, and one with a name of its own. */
export const BySsoWithMany: Story = {
  args: {
    fetch: signOnWith(
      { id: "apple", name: "Apple", brand: "apple" },
      { id: "facebook", name: "Facebook", brand: "facebook" },
      { id: "github", name: "GitHub", brand: "github" },
      { id: "gitlab", name: "GitLab", brand: "gitlab" },
      { id: "google", name: "Google", brand: "google" },
      { id: "twitter", name: "Twitter", brand: "twitter" },
      { id: "saml", name: "The university of a town with quite a long name" },
    ),
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole("button", { name: /^Continue with/ })).toHaveLength(7);
  },
};

/** The account page first, and what else there is below it. */
export const InSeveralWays: Story = {
  args: { fetch: openInEveryWay },
  play: async ({ canvas }) => {
    const other = { name: "Create an account here with a password" };
    await expect(await canvas.findByRole("button", other)).toBeVisible();
  },
};

/** An app that lets guests in: a homeserver may do so too although it is closed. */
export const ClosedButForGuests: Story = {
  args: { fetch: homeserversThat.closed, guests: true },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole("button", { name: "Continue as guest" })).toBeVisible();
    await expect(await canvas.findByRole("alert")).toHaveTextContent(
      "is not accepting new accounts",
    );
  },
};

/** With `onHomeserverChange` the user may choose another homeserver. */
export const WithAChoice: Story = {
  tags: ["!each-answer"],
  args: {
    fetch: homeserversThat.uia,
    picker: {
      homeservers: ["example.org", "one.example", "two.example"],
      onHomeserverChange: fn(),
    },
  },
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole("textbox", { name: "Username" });
    await userEvent.click(await canvas.findByRole("combobox", { name: "Homeserver" }));
    await expect(await canvas.findAllByRole("option")).toHaveLength(3);
  },
};
