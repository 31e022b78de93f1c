import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { quizInForm } from "../../../examples/quizStage.js";
import { Register } from "../../../src/index.js";
import { account } from "../../../test/components/scriptedRegistration.js";
import { inForm, onRegistration } from "../../onRegistration.js";

const meta = {
  title: "Parts/StageFields",
  component: Register.StageFields,
} satisfies Meta<typeof Register.StageFields>;
export default meta;

type Story = StoryObj<typeof meta>;

const { type } = quizInForm;
const question = "What has four legs?";
const fields = { stages: [{ type, params: { question }, need: "required" }] } as const;
const options = { stages: [quizInForm] };

export const Quiz: Story = {
  decorators: [inForm, onRegistration(account({ fields }), options)],
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("textbox", { name: question })).toBeRequired();
  },
};
export const Refused: Story = {
  decorators: [
    inForm,
    onRegistration(
      account({ fields, problems: [{ code: "stageRefused", field: "stages", stages: [type] }] }),
      options,
    ),
  ],
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole("textbox", { name: question })).toBeInvalid());
  },
};
