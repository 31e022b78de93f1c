import type { Meta, StoryObj } from "@storybook/react-vite";
import { createInstance } from "i18next";
import { expect } from "storybook/test";
import { translateBy } from "../../examples/clientTranslate.js";
import clientSource from "../../examples/clientTranslate.ts?raw";
import { translateWith } from "../../examples/i18next.js";
import i18nextSource from "../../examples/i18next.ts?raw";
import { account } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";
import { madeOf } from "./madeOf.js";

/**
 * Translations that the client has already, in a language the kit lacks, too. `translate` is asked for each
 * text by its key in `src/locales/catalogues/en.json`, with the values to put in; for what it does not know the kit
 * uses its own words, in the language of `locale`.
 */
const meta = {
  title: "Recipes/Your own words",
  component: CardInState,
  args: { snapshot: account({ problems: [{ code: "usernameTaken", field: "username" }] }) },
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const i18next = createInstance();
void i18next.init({
  lng: "cs",
  resources: {
    cs: {
      register: {
        "account.heading": "Vytvořte si účet na {{serverName}}",
        "action.create": "Vytvořit účet",
        "username.label": "Uživatelské jméno",
        "problem.usernameTaken": "Toto jméno už někdo má. Zvolte jiné.",
      },
    },
  },
});

/**
 * `examples/i18next.ts`: the keys in a namespace of their own.
 *
 * ```tsx
 * <RegisterCard homeserver="example.org" locale={i18next.languages} translate={translateWith(i18next)} />
 * ```
 */
export const ByI18next: Story = {
  parameters: madeOf(i18nextSource),
  args: { translate: translateWith(i18next) },
  play: async ({ canvas }) => {
    await expect(
      canvas.getByRole("heading", { name: "Vytvořte si účet na example.org" }),
    ).toBeVisible();
    const username = canvas.getByRole("textbox", { name: "Uživatelské jméno" });
    await expect(username).toHaveAccessibleDescription(/Toto jméno už někdo má/);
    await expect(canvas.getByLabelText("Password")).toBeVisible();
  },
};

const texts = new Map([
  ["sign_up|account|heading", "Vytvořte si účet na %(serverName)s"],
  ["sign_up|action|create", "Vytvořit účet"],
]);

/**
 * `examples/clientTranslate.ts`: a function of the client's own, as Element's `_t()`, with its own way to
 * write keys and values.
 */
export const ByAFunctionOfTheClient: Story = {
  parameters: madeOf(clientSource),
  args: {
    translate: translateBy(
      (key, values) =>
        (texts.get(key) ?? key).replace(/%\((\w+)\)s/g, (_, name: string) => String(values[name])),
      (key) => texts.has(key),
    ),
  },
  play: async ({ canvas }) => {
    await expect(
      canvas.getByRole("heading", { name: "Vytvořte si účet na example.org" }),
    ).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Vytvořit účet" })).toBeVisible();
  },
};

/** Single texts, in the kit's own syntax. */
export const SingleTexts: Story = {
  parameters: madeOf(`<RegisterCard
  homeserver="example.org"
  messages={{
    "action.create": "Přidejte se k nám",
    "account.heading": "Vítejte na {serverName}",
  }}
/>`),
  args: {
    messages: {
      "action.create": "Přidejte se k nám",
      "account.heading": "Vítejte na {serverName}",
    },
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("heading", { name: "Vítejte na example.org" })).toBeVisible();
    await expect(canvas.getByRole("button", { name: "Přidejte se k nám" })).toBeVisible();
  },
};
