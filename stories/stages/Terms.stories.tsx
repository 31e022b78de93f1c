import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { manyPolicies, unlinkedPolicies } from "../../test/components/policies.js";
import { stage } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { ownerIsTold } from "../ownerIsTold.js";
import { twoPolicies } from "../said.js";

/** `m.login.terms`: policies to accept. They are asked for in the account form where that can be. */
const meta = {
  title: "Stages/Terms",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const ToAccept: Story = {
  args: {
    snapshot: stage({
      stage: { type: "m.login.terms", policies: twoPolicies, number: 1, count: 2 },
    }),
  },
};
/** Three or more are folded under one checkbox; of these one is accepted. */
export const ManyToAccept: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.terms", policies: manyPolicies() } }) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByText("Read them, or accept one by one"));
    const box = canvas.getByRole<HTMLInputElement>("checkbox", {
      name: /^I accept: Privacy Policy/,
    });
    await userEvent.click(box);
    const all = canvas.getByRole<HTMLInputElement>("checkbox", { name: /^I accept all/ });
    await waitFor(() => expect(all.indeterminate).toBe(true));
  },
};
/** An address by `http:` is named, and is no link. */
export const WithoutLink: Story = {
  args: {
    snapshot: stage({
      stage: {
        type: "m.login.terms",
        policies: unlinkedPolicies(),
      },
    }),
  },
  play: ownerIsTold,
};
export const Changed: Story = {
  args: {
    snapshot: stage({
      stage: { type: "m.login.terms", policies: twoPolicies },
      problem: { code: "policiesChanged" },
    }),
  },
};
