import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn } from "storybook/test";
import { hcaptcha, turnstile } from "../../examples/captchaProviders.js";
import source from "../../examples/captchaProviders.ts?raw";
import type { CaptchaProvider } from "../../src/index.js";
import { CardOnFake } from "../CardOnFake.js";
import { localeOf } from "../localeOf.js";
import { reads } from "../reads.js";
import { madeOf } from "./madeOf.js";

/**
 * Another maker's widget under `m.login.recaptcha`, for homeservers that ask for it there:
 * `examples/captchaProviders.ts` has hCaptcha and Cloudflare's Turnstile. A page with a
 * Content-Security-Policy allows the maker's script and frame. The stories have a stand-in for the script,
 * since nothing here leaves the page.
 *
 * ```tsx
 * <RegisterCard homeserver="example.org" captcha={{ provider: hcaptcha }} />
 * ```
 */
const meta = {
  title: "Recipes/Another captcha",
  component: CardOnFake,
  parameters: madeOf(source),
  args: { scenario: "captchaOnly" },
  render: (args, { globals }) => <CardOnFake {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardOnFake>;
export default meta;

type Story = StoryObj<typeof meta>;

const render = fn((container: HTMLElement, options: Readonly<Record<string, unknown>>) => {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.onchange = () => (options["callback"] as (answer: string) => void)("good answer");
  const label = document.createElement("label");
  label.append(box, " I am human");
  container.append(label);
  return "widget";
});

/** The provider itself, on what its maker's script would have left on the page. */
function withStandIn(provider: CaptchaProvider, name: "hcaptcha" | "turnstile"): CaptchaProvider {
  const api = { render, reset: () => undefined, remove: () => undefined };
  return {
    ...provider,
    load() {
      Object.assign(globalThis, { [name]: api });
      return Promise.resolve();
    },
  };
}

const solve: Story["play"] = async ({ canvas, userEvent }) => {
  await userEvent.type(await canvas.findByRole("textbox", { name: "Username" }), "alice");
  await userEvent.type(canvas.getByLabelText("Password"), "correct horse battery{Enter}");
  await userEvent.click(await canvas.findByRole("checkbox", { name: "I am human" }));
  await canvas.findByRole("heading", { name: "Your account is ready" });
  await expect(canvas.getByText(reads("@alice:example.org"))).toBeVisible();
  await expect(render.mock.lastCall?.[1]["sitekey"]).toBe("fake-site-key");
};

export const HCaptcha: Story = {
  args: { captcha: { provider: withStandIn(hcaptcha, "hcaptcha") } },
  play: solve,
};
export const Turnstile: Story = {
  args: { captcha: { provider: withStandIn(turnstile, "turnstile") } },
  play: solve,
};
