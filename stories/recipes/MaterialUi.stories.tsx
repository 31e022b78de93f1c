import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, within } from "storybook/test";
import { elements } from "../../examples/materialUi.js";
import source from "../../examples/materialUi.tsx?raw";
import { account, validating } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { twoPolicies } from "../said.js";
import { madeOf } from "./madeOf.js";

/**
 * Material UI in place of native elements. `examples/materialUi.tsx` hands its components in as `elements`.
 *
 * ```tsx
 * <RegisterCard homeserver="example.org" elements={elements} theme="light" />
 * ```
 */
const meta = {
  title: "Recipes/In Material UI",
  component: CardInState,
  parameters: madeOf(source),
  args: {
    elements,
    theme: "light",
    snapshot: account({ fields: { email: "optional", policies: twoPolicies } }),
  },
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

export const InTheForm: Story = {
  play: async ({ canvas, userEvent }) => {
    const password = canvas.getByLabelText("Password");
    const root = password.closest<HTMLElement>(".MuiOutlinedInput-root")!;
    // The card's style sheet leaves the look to the app's elements.
    await expect(root.querySelector("fieldset")).toHaveStyle({ borderTopWidth: "1px" });
    await expect(password).toHaveStyle({ borderTopWidth: "0px" });
    await userEvent.click(within(root).getByRole("button", { name: "Show password" }));
    await expect(password).toHaveAttribute("type", "text");
    const create = canvas.getByRole("button", { name: "Create account" });
    await expect(create).toHaveClass("MuiButton-contained");
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
    await expect(username.closest(".MuiOutlinedInput-root")).toHaveClass("Mui-error");
    await expect(problem.closest("p")).toHaveClass("Mui-error");
  },
};

export const InThePhoneStage: Story = {
  args: { snapshot: validating({ medium: "phone", step: "address", address: "" }) },
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole("textbox", { name: "Phone number" });
    const country = canvas.getByRole("combobox", { name: "Country" });
    await userEvent.selectOptions(country, "CH");
    await expect(country).toHaveValue("CH");
    await expect(canvas.getByRole("button", { name: "Cancel" })).toHaveClass("MuiButton-text");
  },
};
