import type { Meta, StoryObj } from "@storybook/react-vite";
import { useState } from "react";
import { expect, waitFor } from "storybook/test";
import { SignUpDialog } from "../../examples/SignUpDialog.js";
import source from "../../examples/SignUpDialog.tsx?raw";
import style from "../../examples/signUpDialog.css?raw";
import { createFakeHomeserver } from "../../src/testing/index.js";
import { localeOf } from "../localeOf.js";
import { madeOf } from "./madeOf.js";

/**
 * The card in a native `<dialog>`, which makes everything behind it inert, closes with Escape and gives the
 * focus back. `examples/SignUpDialog.tsx` keeps the card mounted while the dialog is closed: nothing that
 * was typed is lost, and an account that is being made is not left half made.
 */
const meta = {
  title: "Recipes/In a dialog",
  parameters: madeOf(source, style),
  render: function InADialog(_, { globals }) {
    const [{ serverName, fetch }] = useState(() => createFakeHomeserver());
    return <SignUpDialog homeserver={serverName} fetch={fetch} locale={localeOf(globals)} />;
  },
} satisfies Meta;
export default meta;

type Story = StoryObj<typeof meta>;

export const InADialog: Story = {
  play: async ({ canvas, userEvent }) => {
    const open = canvas.getByRole("button", { name: "Sign up" });
    await userEvent.click(open);
    const dialog = canvas.getByRole("dialog", { name: "Sign up" });
    const username = await canvas.findByRole("textbox", { name: "Username" });
    await expect(dialog.clientWidth).toBeGreaterThan(200);
    await userEvent.type(username, "alice");
    await userEvent.click(canvas.getByRole("button", { name: "Close" }));
    await expect(username).not.toBeVisible();
    await waitFor(() => expect(open).toHaveFocus());
    await userEvent.click(open);
    await expect(username).toHaveValue("alice");
    await expect(username).toBeVisible();
  },
};
