import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import compoundSource from "../../examples/presets/compound.css?raw";
import compound from "../../examples/presets/compound.css?url";
import plainSource from "../../examples/presets/plain.css?raw";
import plain from "../../examples/presets/plain.css?url";
import type { CardSlots } from "../../src/card/index.js";
import { account } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import compoundTokens from "../presets/compoundTokens.css?url";
import { reads } from "../reads.js";
import { twoPolicies } from "../said.js";
import { wearing } from "../Wearing.js";
import { madeOf } from "./madeOf.js";

/**
 * The card in your own colours and shapes, by custom properties: four make all others
 * (`src/card/customProperties.ts` lists them). A preset is a style sheet that sets them on `.mrk-card`. What is
 * your own in the card besides goes into `slots`.
 */
const meta = {
  title: "Recipes/Your own look",
  component: CardInState,
  args: { snapshot: account({ fields: { email: "optional", policies: twoPolicies } }) },
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

/** The main button has this background once the preset is there. */
const wears =
  (background: RegExp): NonNullable<Story["play"]> =>
  async ({ canvas }) => {
    const button = canvas.getByRole("button", { name: "Create account" });
    await waitFor(() => expect(getComputedStyle(button).backgroundColor).toMatch(background));
  };

/** `examples/presets/compound.css`: by the tokens of Element's design system, where a page has them. */
export const CompoundTokens: Story = {
  parameters: madeOf(compoundSource),
  decorators: [wearing(compoundTokens, compound)],
  play: wears(/^rgb\(27, 29, 34\)$/),
};

/** `examples/presets/plain.css`: nothing round, no shadow. */
export const Plain: Story = {
  parameters: madeOf(plainSource),
  decorators: [wearing(plain)],
  play: wears(/^rgb\(26, 79, 181\)$/),
};

const slots: CardSlots = {
  logo: <strong>Example Club</strong>,
  header: <p>For members, and those who want to be.</p>,
  beforeForm: <p>You choose your name once.</p>,
  afterForm: <p>We never see your password.</p>,
  help: <a href="https://example.org/help">Help</a>,
  footer: <a href="https://example.org/imprint">Imprint</a>,
};

/** Logo, header, footer, help, and what stands before and after the form. */
export const Slots: Story = {
  parameters: madeOf(`<RegisterCard
  homeserver="example.org"
  slots={{
    logo: <strong>Example Club</strong>,
    header: <p>For members, and those who want to be.</p>,
    beforeForm: <p>You choose your name once.</p>,
    afterForm: <p>We never see your password.</p>,
    help: <a href="https://example.org/help">Help</a>,
    footer: <a href="https://example.org/imprint">Imprint</a>,
  }}
/>`),
  args: { slots },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(reads("Example Club"))).toBeVisible();
    await expect(canvas.getByRole("link", { name: "Help" })).toBeVisible();
  },
};
