import type { Decorator, Meta, StoryObj } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useEffect } from "react";
import { expect } from "storybook/test";
import compound from "../../examples/presets/compound.css?url";
import plain from "../../examples/presets/plain.css?url";
import type { CardSlots } from "../../src/card/index.js";
import { account, validating } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { ownElements } from "../ownElements.js";
import compoundTokens from "../presets/compoundTokens.css?url";
import { twoPolicies } from "../said.js";

/** The card in other looks: by custom properties, by slots, by a design system's own elements. */
const meta = {
  title: "Card/Own look",
  component: CardInState,
  args: { snapshot: account({ fields: { email: "optional", policies: twoPolicies } }) },
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

/** With style sheets that are there for one story alone. */
function wearing(...addresses: readonly string[]): Decorator {
  return (Story) => (
    <Wearing addresses={addresses}>
      <Story />
    </Wearing>
  );
}

function Wearing({
  addresses,
  children,
}: {
  readonly addresses: readonly string[];
  readonly children: ReactNode;
}): ReactElement {
  useEffect(() => {
    const links = addresses.map((href) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      document.head.append(link);
      return link;
    });
    return () => {
      for (const link of links) link.remove();
    };
  }, [addresses]);
  return <>{children}</>;
}

/** `examples/presets/compound.css`. */
export const CompoundTokens: Story = { decorators: [wearing(compoundTokens, compound)] };

/** `examples/presets/plain.css`. */
export const Plain: Story = { decorators: [wearing(plain)] };

/** Inputs, buttons and links of another design system, by `elements`. */
export const OwnElements: Story = {
  args: { elements: ownElements },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole("button", { name: "Show password" }));
    await expect(canvas.getByLabelText("Password")).toHaveAttribute("type", "text");
  },
};

/** The same in a stage. */
export const OwnElementsInAStage: Story = {
  args: { elements: ownElements, snapshot: validating({}) },
};

const slots: CardSlots = {
  logo: <strong>Example Club</strong>,
  header: <p>For members, and those who want to be.</p>,
  beforeForm: <p>You choose your name once.</p>,
  afterForm: <p>We never see your password.</p>,
  help: <a href="https://example.org/help">Help</a>,
  footer: <a href="https://example.org/imprint">Imprint</a>,
};

/** What is the host's own, by `slots`. */
export const Slots: Story = { args: { slots } };
