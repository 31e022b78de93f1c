import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { Register } from "../../../src/index.js";
import { homeserversByName } from "../../answers.js";
import { localeOf } from "../../localeOf.js";
import { after, shows, showsText } from "../../shows.js";

const onHomeserverChange = fn<(homeserver: string) => void>();
const homeservers = ["uia.example", "sso.example", "closed.example"];

const meta = {
  title: "Parts/HomeserverField",
  tags: ["each-answer"],
  component: Register.HomeserverField,
  decorators: [
    (Story, { globals, parameters }) => (
      <Register.Root
        homeserver="uia.example"
        homeservers={homeservers}
        allowAnyHomeserver={parameters["onlyListed"] !== true}
        onHomeserverChange={onHomeserverChange}
        fetch={homeserversByName}
        locale={localeOf(globals)}
      >
        {Story()}
      </Register.Root>
    ),
  ],
} satisfies Meta<typeof Register.HomeserverField>;
export default meta;

type Story = StoryObj<typeof meta>;
type Play = NonNullable<Story["play"]>;

/** Types another homeserver. */
const types =
  (name: string): Play =>
  async ({ canvas, userEvent }) => {
    const homeserver = await canvas.findByRole("combobox", { name: "Homeserver" });
    await userEvent.clear(homeserver);
    await userEvent.type(homeserver, name);
  };

export const Untouched: Story = {
  play: shows('[data-part="homeserver-field"]:has([data-part="homeserver-check"]:empty)'),
};
export const ListOpen: Story = {
  tags: ["!each-answer"],
  play: async ({ canvas, userEvent }) => {
    const homeserver = await canvas.findByRole("combobox", { name: "Homeserver" });
    await userEvent.click(homeserver);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    const options = canvas.getAllByRole("option");
    await expect(options.map(({ textContent }) => textContent)).toEqual(homeservers);
    await expect(options[1]).toHaveAttribute("aria-selected", "true");
  },
};

/** The check of the typed homeserver, before the user chooses it. */
export const Checking: Story = {
  play: after(
    types("finding.example"),
    showsText("homeserver.finding", { serverName: "finding.example" }),
  ),
};
export const Open: Story = {
  play: after(
    types("uia.example:8448"),
    showsText("homeserver.isOpen", { serverName: "uia.example:8448" }),
  ),
};
/** Its server name and its host belong to different owners. */
export const OpenElsewhere: Story = {
  play: after(
    types("elsewhere.example"),
    showsText("homeserver.isOpenAt", {
      serverName: "elsewhere.example",
      host: "matrix.example.net",
    }),
  ),
};
export const Closed: Story = {
  play: after(
    types("closed.example"),
    showsText("homeserver.closed", { serverName: "closed.example" }),
  ),
};
export const Unsupported: Story = {
  play: after(
    types("unsupported.example"),
    showsText("homeserver.unsupported", { serverName: "unsupported.example" }),
  ),
};
export const Unreachable: Story = {
  play: after(
    types("unreachable.example"),
    showsText("homeserver.unreachable", { serverName: "unreachable.example" }),
  ),
};
export const NotMatrix: Story = {
  play: after(
    types("notmatrix.example"),
    showsText("homeserver.notMatrix", { serverName: "notmatrix.example" }),
  ),
};
export const RateLimited: Story = {
  play: after(
    types("ratelimited.example"),
    showsText("homeserver.rateLimited", { serverName: "ratelimited.example" }),
  ),
};

export const Taken: Story = {
  tags: ["!each-answer"],
  play: async (context) => {
    await types("sso.example")(context);
    await context.userEvent.click(
      context.canvas.getByRole("button", { name: "Use this homeserver" }),
    );
    await expect(onHomeserverChange).toHaveBeenLastCalledWith("sso.example");
  },
};
/** In letters of other scripts: the ASCII name looks different. */
export const OtherSpelling: Story = {
  tags: ["!each-answer"],
  play: after(
    async (context) => {
      await types("bücher.example")(context);
      await context.userEvent.keyboard("{Enter}");
    },
    showsText("homeserver.otherSpelling", { serverName: "xn--bcher-kva.example" }),
  ),
};
export const Invalid: Story = {
  tags: ["!each-answer"],
  play: after(async (context) => {
    await types("a bakery")(context);
    await context.userEvent.keyboard("{Enter}");
  }, showsText("homeserver.invalid")),
};
export const NotListed: Story = {
  parameters: { onlyListed: true },
  play: after(async (context) => {
    await types("elsewhere.example")(context);
    await context.userEvent.keyboard("{Enter}");
  }, showsText("homeserver.notListed")),
};
