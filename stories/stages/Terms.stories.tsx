import type { Meta, StoryObj } from "@storybook/react-vite";
import { stage } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
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
/** An address by `http:` is named, and is no link. */
export const WithoutLink: Story = {
  args: {
    snapshot: stage({
      stage: {
        type: "m.login.terms",
        policies: [
          {
            id: "privacy",
            version: "1",
            translations: {
              en: {
                name: "Privacy Policy",
                url: null,
                address: "http://policies.example.net/privacy",
              },
            },
          },
        ],
      },
    }),
  },
};
export const Changed: Story = {
  args: {
    snapshot: stage({
      stage: { type: "m.login.terms", policies: twoPolicies },
      problem: { code: "policiesChanged" },
    }),
  },
};
