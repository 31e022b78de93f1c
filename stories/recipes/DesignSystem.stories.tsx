import type { Meta, StoryObj } from "@storybook/react-vite";
import { createElement, forwardRef } from "react";
import { expect, within } from "storybook/test";
import { elements } from "../../examples/designSystem.js";
import source from "../../examples/designSystem.tsx?raw";
import type { Elements } from "../../src/index.js";
import { account, validating } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { twoPolicies } from "../said.js";
import { madeOf } from "./madeOf.js";

/**
 * Your design system's components in place of native elements: inputs, buttons, links, labels, texts, headings
 * and problems. The form and every stage use them. `examples/designSystem.tsx` hands them in once as `elements`.
 * Many systems call the `ref` of an input `inputRef`; the map is where names meet.
 *
 * ```tsx
 * <RegisterCard homeserver="example.org" elements={elements} />
 * ```
 */
const meta = {
  title: "Recipes/In a design system",
  component: CardInState,
  parameters: madeOf(source),
  args: { elements, snapshot: account({ fields: { email: "optional", policies: twoPolicies } }) },
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const InTheForm: Story = {
  play: async ({ canvas, canvasElement, userEvent }) => {
    const password = canvas.getByLabelText("Password");
    // The system has the button in the field.
    const field = within(password.closest<HTMLElement>(".ds-text-box")!);
    await userEvent.click(field.getByRole("button", { name: "Show password" }));
    await expect(password).toHaveAttribute("type", "text");
    const native = canvasElement.querySelectorAll(
      ":is(input, button, a, select, label, legend, h2, h3, p):not([class], [data-part='announcer'] *)",
    );
    await expect([...native]).toEqual([]);
    const [policy] = await canvas.findAllByRole("checkbox");
    await userEvent.click(policy!);
    await expect(policy).toBeChecked();
  },
};

export const Refused: Story = {
  args: {
    snapshot: account({ problems: [{ code: "usernameTaken", field: "username" }] }),
  },
  play: async ({ canvas }) => {
    const username = canvas.getByRole("textbox", { name: "Username" });
    const problem = await canvas.findByText(/This username is taken\./);
    await expect(username).toHaveAccessibleDescription(/This username is taken\./);
    await expect(problem.closest("p")).toHaveClass("ds-critical");
  },
};

export const InAStage: Story = {
  args: { snapshot: validating({ step: "address", address: "" }) },
  play: async ({ canvas, userEvent }) => {
    const address = await canvas.findByRole("textbox", { name: "Email address" });
    await expect(address).toHaveClass("ds-text-box-input");
    await userEvent.type(address, "alice@example.org");
    await expect(address).toHaveValue("alice@example.org");
  },
};

export const InThePhoneStage: Story = {
  args: { snapshot: validating({ medium: "phone", step: "address", address: "" }) },
  play: async ({ canvas, userEvent }) => {
    const number = await canvas.findByRole("textbox", { name: "Phone number" });
    await expect(number).toHaveClass("ds-text-box-input");
    const country = canvas.getByRole("combobox", { name: "Country" });
    await expect(country).toHaveClass("ds-choice");
    await userEvent.selectOptions(country, "CH");
    await expect(country).toHaveValue("CH");
  },
};

/** Elements that bring no look of their own: the card gives each its own, by its kind. */
const plain: Elements = {
  Input: forwardRef((props, ref) => <input {...props} ref={ref} />),
  PasswordInput: forwardRef(({ children, ...props }, ref) => (
    <span>
      <input {...props} ref={ref} />
      {children}
    </span>
  )),
  Button: forwardRef(({ kind: _, ...props }, ref) => <button type="button" {...props} ref={ref} />),
  Link: forwardRef(({ kind: _, ...props }, ref) => <a {...props} ref={ref} />),
  Label: forwardRef((props, ref) => createElement("label", { ...props, ref })),
  Text: forwardRef(({ kind: _, ...props }, ref) => <p {...props} ref={ref} />),
  Heading: forwardRef(({ level: _, ...props }, ref) => <h2 {...props} ref={ref} />),
  Problem: forwardRef((props, ref) => <p {...props} ref={ref} />),
};

export const WithoutALook: Story = {
  args: {
    elements: plain,
    snapshot: account({
      fields: { email: "optional", policies: twoPolicies },
      problems: [{ code: "usernameTaken", field: "username" }],
    }),
  },
  play: async ({ canvas }) => {
    await canvas.findByText(/This username is taken\./);
    const button = canvas.getByRole("button", { name: "Create account" });
    await expect(button).toHaveAttribute("data-kind", "primary");
  },
};
