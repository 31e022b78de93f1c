import type { Meta, StoryObj } from "@storybook/react-vite";
import { fn } from "storybook/test";
import { quizStage } from "../../examples/quizStage.js";
import { dialectNames, scenarios } from "../../src/testing/index.js";
import { CardOnFake } from "../CardOnFake.js";
import { localeOf } from "../localeOf.js";
import { scenarioOf } from "../scenarioOf.js";

/**
 * `RegisterCard` with its options, on a fake homeserver that does all a real one does. The toolbar
 * chooses the homeserver; registration tokens that work are `invite-me` and `once`.
 */
const meta = {
  title: "Card/Playground",
  component: CardOnFake,
  argTypes: {
    scenario: { control: "select", options: Object.keys(scenarios) },
    dialect: { control: "select", options: dialectNames },
    trust: { control: "inline-radio", options: ["any", "listed", "own"] },
    headingLevel: { control: { type: "range", min: 1, max: 6 } },
    guests: { control: "boolean" },
    inhibitLogin: { control: "boolean" },
    refreshToken: { control: "boolean" },
    signInUrl: { control: "text" },
    defaultValues: { control: "object" },
  },
  args: {
    scenario: "tokenAndTerms",
    dialect: "synapse",
    trust: "listed",
    headingLevel: 2,
    guests: false,
    inhibitLogin: false,
    refreshToken: false,
    signInUrl: "https://client.example.org/login",
    stages: [quizStage],
    onDone: fn(),
    onEvent: fn(),
  },
  render: (args, { globals }) => {
    const scenario = scenarioOf(globals) ?? args.scenario;
    // A registration keeps its first options: other options make another one.
    const key = JSON.stringify([
      scenario,
      args.dialect,
      args.trust,
      args.inhibitLogin,
      args.refreshToken,
    ]);
    return <CardOnFake key={key} {...args} scenario={scenario} locale={localeOf(globals)} />;
  },
} satisfies Meta<typeof CardOnFake>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Playground: Story = {};
