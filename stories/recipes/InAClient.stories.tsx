import type { Meta, StoryObj } from "@storybook/react-vite";
import type { ReactElement, ReactNode } from "react";
import { expect, waitFor } from "storybook/test";
import presetSource from "../../examples/presets/folds.css?raw";
import preset from "../../examples/presets/folds.css?url";
import { RegisterCard } from "../../src/card/index.js";
import { account } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import tokens from "../presets/foldsTokens.css?url";
import { wearing } from "../Wearing.js";
import clientPage from "./clientPage.css?url";
import { madeOf } from "./madeOf.js";

/**
 * The sign-up of a whole client, before and after it takes the card. The client wears the tokens of folds, the
 * design system of Cinny. `examples/presets/folds.css` gives the card the same ones. `docs/embedding.md` goes
 * through it step by step.
 */
const meta = {
  title: "Recipes/In a whole client",
  component: RegisterCard,
  parameters: madeOf(presetSource),
} satisfies Meta<typeof RegisterCard>;
export default meta;

type Story = StoryObj;

/** A form of the client's own, with what the client had to ask for itself. */
export const Before: Story = {
  decorators: [wearing(tokens, clientPage)],
  render: () => (
    <ClientPage>
      <ClientsForm />
    </ClientPage>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("button", { name: "Register" })).toBeVisible();
  },
};

/** The card in its place. */
export const After: Story = {
  decorators: [wearing(tokens, clientPage, preset)],
  render: (_, { globals }) => (
    <ClientPage>
      <CardInState snapshot={account({})} locale={localeOf(globals)} />
    </ClientPage>
  ),
  play: async ({ canvasElement }) => {
    // In every language: its name is another.
    const button = canvasElement.querySelector('[data-part="submit"]')!;
    await waitFor(() =>
      expect(getComputedStyle(button).backgroundColor).toMatch(
        /^rgb\((24, 88, 213|169, 195, 255)\)$/,
      ),
    );
  },
};

function ClientPage({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="client-page">
      <div className="client-page-bar" data-of-the-app="">
        A client
      </div>
      {children}
    </div>
  );
}

function ClientsForm(): ReactElement {
  return (
    <form
      className="client-page-form"
      data-of-the-app=""
      onSubmit={(event) => event.preventDefault()}
    >
      <h2>Register</h2>
      <label>
        Username
        <input name="username" autoComplete="username" />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="new-password" />
      </label>
      <label>
        Confirm password
        <input name="confirmation" type="password" autoComplete="new-password" />
      </label>
      <label>
        Email (optional)
        <input name="email" type="email" autoComplete="email" />
      </label>
      <button type="submit">Register</button>
    </form>
  );
}
