import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, waitFor } from "storybook/test";
import { OwnForm } from "../../examples/OwnForm.js";
import source from "../../examples/OwnForm.tsx?raw";
import style from "../../examples/ownForm.css?raw";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { localeOf } from "../localeOf.js";
import { madeOf } from "./madeOf.js";

/**
 * The unstyled parts with a style sheet of your own, in place of the card: `examples/OwnForm.tsx` and
 * `examples/ownForm.css`. What can be styled is listed in `src/components/context/dataAttributes.ts`. Mind the rule for
 * the announcer, whose words are for screen readers alone.
 */
const meta = {
  title: "Recipes/Parts alone",
  parameters: madeOf(source, style),
  render: function PartsAlone(_, { globals }) {
    const [{ serverName, fetch }] = useState(() =>
      createFakeHomeserver(scenarios.tokenAndTerms.options),
    );
    return <OwnForm homeserver={serverName} fetch={fetch} locale={localeOf(globals)} />;
  },
} satisfies Meta;
export default meta;

type Story = StoryObj<typeof meta>;

export const PartsAlone: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    const username = await canvas.findByRole("textbox", { name: "Username" });
    const form = canvasElement.querySelector(".own-form");
    await expect(form !== null && getComputedStyle(form).display).toBe("grid");
    await expect(canvasElement.querySelector(".mrk-card")).toBeNull();
    await userEvent.type(username, "alice");
    await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery");
    await userEvent.click(canvas.getByRole("button", { name: "Create account" }));
    const summary = await canvas.findByRole("region", { name: "There are 2 problems to fix" });
    await waitFor(() => expect(summary).toHaveFocus());
  },
};
