import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { Register } from "../../../src/index.js";
import { usernamesThat } from "../../answers.js";
import { inForm, onRegistration } from "../../onRegistration.js";
import { after, shows, username } from "../../shows.js";

const meta = {
  title: "Parts/UsernameField",
  component: Register.UsernameField,
  decorators: [inForm, onRegistration(undefined, { fetch: usernamesThat })],
} satisfies Meta<typeof Register.UsernameField>;
export default meta;

type Story = StoryObj<typeof meta>;

/** Types a name, and waits for its availability. */
const typed = (name: string, availability: string): Pick<Story, "play"> => ({
  play: after(
    async ({ canvas, userEvent }) => {
      await userEvent.type(canvas.getByRole("textbox", { name: "Username" }), name);
    },
    shows(username(availability)),
  ),
});

export const Empty: Story = { play: shows(username("idle")) };
export const Checking: Story = typed("checking", "checking");
export const Available: Story = typed("available", "available");
/** The homeserver is asked about other names, one after the other; those that are free are offered. */
export const Taken: Story = typed("taken", "taken");
/** The grammar of usernames forbids it, and no letters of a username spell it. */
export const Invalid: Story = typed("王", "invalid");
export const Reserved: Story = typed("reserved", "reserved");
/** The homeserver did not answer the question. */
export const Unknown: Story = typed("unknown", "unknown");
export const UpperCase: Story = {
  play: async ({ canvas, userEvent }) => {
    const input = canvas.getByRole("textbox", { name: "Username" });
    await userEvent.type(input, "Alice");
    await userEvent.click(await canvas.findByRole("button", { name: "Use “alice”" }));
    await expect(input).toHaveValue("alice");
  },
};
