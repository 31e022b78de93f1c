import type { Meta, StoryObj } from "@storybook/react-vite";
import type { CaptchaProvider } from "../../src/index.js";
import { stage } from "../../test/components/scriptedRegistration.js";
import { CardInState } from "../CardInState.js";
import { drawnCaptcha } from "../drawnCaptcha.js";
import { localeOf } from "../localeOf.js";
import { said } from "../said.js";
import { shows, showsText } from "../shows.js";
import { noPage, stoppedClock } from "../still.js";

/** `m.login.recaptcha`: a puzzle, with the homeserver’s own page always at hand. */
const meta = {
  title: "Stages/Captcha",
  component: CardInState,
  render: (args, { globals }) => <CardInState {...args} locale={localeOf(globals)} />,
} satisfies Meta<typeof CardInState>;
export default meta;

type Story = StoryObj<typeof meta>;

const captcha = {
  type: "m.login.recaptcha",
  params: { public_key: "site-key" },
  number: 1,
  count: 3,
};
/** Time in which a minute is over at once, and nothing else ever. */
function soonAfterAMinute(ms: number, callback: () => void): () => void {
  if (ms === 60_000) queueMicrotask(callback);
  return () => undefined;
}
const drawnBut = (changes: Partial<CaptchaProvider>) => ({
  provider: { ...drawnCaptcha, ...changes },
});

export const Ready: Story = {
  args: { snapshot: stage({ stage: captcha }), captcha: drawnBut({}) },
  play: shows('[data-part="captcha-widget"] input'),
};
export const Loading: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({ load: () => new Promise(() => undefined) }),
  },
  play: showsText("stage.recaptcha.loading"),
};
export const Refused: Story = {
  args: {
    snapshot: stage({ stage: captcha, problem: { code: "captchaRefused", detail: said } }),
    captcha: drawnBut({}),
  },
};
export const Blocked: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({ load: () => Promise.reject(new Error("blocked")) }),
  },
  play: showsText("stage.recaptcha.blocked"),
};
export const Failed: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({
      render: (_, { onError }) => {
        queueMicrotask(onError);
        return { reset: () => undefined, remove: () => undefined };
      },
    }),
  },
  play: showsText("stage.recaptcha.failed"),
};
export const Expired: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({
      render: (container, options) => {
        queueMicrotask(options.onExpired);
        return drawnCaptcha.render(container, options);
      },
    }),
  },
  play: showsText("stage.recaptcha.expired"),
};
/** A key of another kind draws an error, and calls nothing back. The homeserver has no page either. */
export const Silent: Story = {
  args: {
    snapshot: stage({ stage: captcha }),
    captcha: drawnBut({}),
    fetch: noPage,
    clock: { ...stoppedClock, wait: soonAfterAMinute },
  },
  play: showsText("stage.recaptcha.silent"),
};
/** Its own page was opened, and may be the way; the puzzle stays. */
export const NotFinishedYet: Story = {
  args: {
    snapshot: stage({
      stage: { ...captcha, polling: "active" },
      problem: { code: "notFinishedYet" },
    }),
    captcha: drawnBut({}),
  },
};
/** The homeserver forgot the session of its own page that was opened; the puzzle stays. */
export const PageOutdated: Story = {
  args: {
    snapshot: stage({ stage: captcha, problem: { code: "pageOutdated" } }),
    captcha: drawnBut({}),
  },
};
export const Offline: Story = {
  args: { snapshot: stage({ stage: { ...captcha, polling: "offline" } }), captcha: drawnBut({}) },
};
export const PollingEnded: Story = {
  args: { snapshot: stage({ stage: { ...captcha, polling: "ended" } }), captcha: drawnBut({}) },
};
export const WithoutSiteKey: Story = {
  args: { snapshot: stage({ stage: { ...captcha, params: {} } }) },
};
export const OfAnyHomeserver: Story = {
  args: { snapshot: stage({ stage: captcha }), trust: "any" },
};
