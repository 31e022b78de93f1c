import type { Meta, StoryObj } from "@storybook/react-vite";
import type { ReactElement } from "react";
import { ProblemMessage } from "../../src/components/ui/problem/ProblemMessage.js";
import { type ProblemPlace, problemsAt } from "../../src/uia/machine/problems/problemTable.js";
import { onRegistration } from "../onRegistration.js";

function Problems({ place }: { readonly place: ProblemPlace }): ReactElement {
  return (
    <>
      {problemsAt(place).map((code) => (
        <ProblemMessage key={code} problem={{ code, stages: ["m.login.recaptcha"] }} />
      ))}
    </>
  );
}

/** Every problem that the user can meet, by its place. */
const meta = {
  title: "Parts/Every problem",
  component: Problems,
  decorators: [onRegistration()],
} satisfies Meta<typeof Problems>;
export default meta;

type Story = StoryObj<typeof meta>;

export const AtAField: Story = { args: { place: "field" } };
export const InAStage: Story = { args: { place: "stage" } };
export const OverTheWholeForm: Story = { args: { place: "form" } };
export const InAPause: Story = { args: { place: "pause" } };
export const AtTheEnd: Story = { args: { place: "end" } };
