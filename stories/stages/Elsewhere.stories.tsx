import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import en from "../../src/locales/catalogues/en.json";
import { stage } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { localeOf } from "../localeOf.js";

/** A stage that the kit cannot do is done on the homeserver’s own page, by a plain link. */
const meta = {
  title: "Stages/On the homeserver’s own page",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const elsewhere = {
  stage: { type: "org.example.dance", supported: false },
  otherFlows: [
    ["m.login.terms", "m.login.registration_token"],
    ["m.login.dummy"],
    ["org.example.sing"],
  ],
};
export const ToOpen: Story = { args: { snapshot: stage(elsewhere) } };
export const NotFinishedYet: Story = {
  args: { snapshot: stage({ stage: elsewhere.stage, problem: { code: "notFinishedYet" } }) },
};
/** The homeserver forgot the session that the page belonged to. */
export const PageOutdated: Story = {
  args: { snapshot: stage({ stage: elsewhere.stage, problem: { code: "pageOutdated" } }) },
};
export const Offline: Story = {
  args: { snapshot: stage({ stage: { ...elsewhere.stage, polling: "offline" } }) },
};
export const PollingEnded: Story = {
  args: { snapshot: stage({ stage: { ...elsewhere.stage, polling: "ended" } }) },
};
/** With `fallbackWindow: "opener"`, in a browser that blocks pop-ups. */
export const WindowBlocked: Story = {
  args: { snapshot: stage({ stage: elsewhere.stage }), opensFallback: "blocked" },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole("link", { name: /opens in a new tab/ }));
    await expect(canvas.getByText(en["stage.fallback.blocked"])).toBeVisible();
  },
};
export const OfAPassword: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.password", supported: false } }) },
};
export const OfSingleSignOn: Story = {
  args: { snapshot: stage({ stage: { type: "m.login.sso", supported: false } }) },
};
export const NoPage: Story = {
  args: { snapshot: stage(elsewhere), hasSession: false },
};
