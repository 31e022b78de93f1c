import type { Meta, StoryObj } from "@storybook/react-vite";
import { quizStage } from "../../examples/quizStage.js";
import { lazyRenderer } from "../../src/components/ui/lazyRenderer.js";
import { defineStage } from "../../src/index.js";
import { stage } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { said } from "../said.js";

/**
 * A client’s own stage, by `defineStage()`: loading, not loaded; crashed, which leaves *Try again*, the
 * homeserver’s own page, and another way.
 */
const meta = {
  title: "Stages/Of the app",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const loadedBy = (load: () => Promise<never>) => [
  defineStage({ type: "org.example.dance", label: () => "Dance for us", ...lazyRenderer(load) }),
];
const quiz = { type: "org.example.quiz", params: { question: "What has four legs?" } };
export const Loading: Story = {
  args: {
    snapshot: stage({ stage: { type: "org.example.dance" } }),
    stages: loadedBy(() => new Promise(() => undefined)),
  },
};
export const NotLoaded: Story = {
  args: {
    snapshot: stage({ stage: { type: "org.example.dance" } }),
    stages: loadedBy(() => Promise.reject(new Error("404"))),
  },
};
export const ToAnswer: Story = {
  args: { snapshot: stage({ stage: quiz }), stages: [quizStage] },
};
export const Refused: Story = {
  args: {
    snapshot: stage({ stage: quiz, problem: { code: "stageRefused", detail: said } }),
    stages: [quizStage],
  },
};
export const InPlaceOfTheKits: Story = {
  args: {
    snapshot: stage({ stage: { ...quiz, type: "m.login.registration_token" } }),
    stages: [{ ...quizStage, type: "m.login.registration_token" }],
  },
};
export const Crashed: Story = {
  // React would tell of the error on the console, where nothing is to be.
  parameters: { react: { rootOptions: { onCaughtError: () => undefined } } },
  args: {
    snapshot: stage({ stage: quiz, otherFlows: [["m.login.registration_token"]] }),
    stages: [
      defineStage({
        ...quizStage,
        Renderer: () => {
          throw new Error("A stage of the app went wrong.");
        },
      }),
    ],
  },
};
