import type { Meta, StoryObj } from "@storybook/react-vite";
import type { ComponentProps, ReactElement } from "react";
import { expect, fn } from "storybook/test";
import { ConfigProblems } from "../../src/page/ConfigProblems.js";
import type { ConfigProblemReason, PageConfig } from "../../src/page/config/pageConfig.js";
import * as pseudoWords from "../../src/page/dev/pseudoWords.js";
import { HomeserverForm } from "../../src/page/homeserver/HomeserverForm.js";
import { InviteView } from "../../src/page/invitation/InviteView.js";
import { NextSteps } from "../../src/page/NextSteps.js";
import pageStyle from "../../src/page/page.css?url";
import { loadPageWords, type PageWords, pageWordsOf } from "../../src/page/pageWords.js";
import type { SafeUrl } from "../../src/protocol/guards/safeUrl.js";
import { reads } from "../reads.js";
import { wearing } from "../Wearing.js";

type View = (words: PageWords) => ReactElement;

/**
 * The standalone page around the card: the choice of a homeserver, the end, the view at `?invite` that makes
 * invitations, and mistakes in `config.json`.
 */
const meta = {
  title: "Card/Standalone page",
  loaders: [async ({ globals }) => ({ words: await wordsIn(String(globals["locale"])) })],
  decorators: [(Story) => <div id="page">{Story()}</div>, wearing(pageStyle)],
  render: ({ view }, { loaded }) => view((loaded as { words: PageWords }).words),
} satisfies Meta<{ view: View }>;
export default meta;

type Story = StoryObj<typeof meta>;

/** As the page has them while it is developed. */
async function wordsIn(locale: string): Promise<PageWords> {
  if (locale === "en-XA") return pageWordsOf(locale, pseudoWords);
  const words = await loadPageWords([locale]);
  await Promise.all(Object.values(words.later).map(({ load }) => load()));
  return words;
}

/** Where the page puts a view that has no `main` of its own. */
const inMain =
  (view: View): View =>
  (words) => <main className="page-main">{view(words)}</main>;

const config: PageConfig = {
  homeserver: "one.example",
  homeservers: ["two.example"],
  allowAnyHomeserver: false,
  trust: "listed",
  brand: {},
  clients: [],
  appsUrl: "https://apps.example.org/" as SafeUrl,
};
const onChoose = fn();

/** The choice of a homeserver, with nothing of a link unless it is given. */
const choice = (given: Partial<ComponentProps<typeof HomeserverForm>> = {}): View =>
  inMain((words) => (
    <HomeserverForm
      words={words}
      config={config}
      prefill=""
      linked={false}
      isLinkElsewhere={false}
      onChoose={onChoose}
      {...given}
    />
  ));

export const Choice: Story = {
  args: {
    view: choice(),
  },
  play: async ({ canvas, userEvent }) => {
    const homeserver = canvas.getByRole("combobox", { name: "Homeserver" });
    await userEvent.type(homeserver, "elsewhere.example{Enter}");
    await expect(homeserver).toBeInvalid();
    await userEvent.clear(homeserver);
    await userEvent.type(homeserver, "two.example{Escape}{Enter}");
    await expect(onChoose).toHaveBeenLastCalledWith(
      expect.objectContaining({ homeserver: "two.example", trust: "listed" }),
    );
  },
};

/** Any site can link here, so the page asks a link's homeserver nothing before the visitor has agreed. */
export const ChoiceByALink: Story = {
  args: {
    view: choice({
      config: { ...config, allowAnyHomeserver: true },
      prefill: "three.example",
      linked: true,
    }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("combobox", { name: "Homeserver" })).toHaveValue("three.example");
    await expect(canvas.getByText(reads(/You followed a link/))).toBeVisible();
  },
};

/** The page makes no accounts where the link leads. */
export const ChoiceByALinkElsewhere: Story = {
  args: {
    view: choice({ isLinkElsewhere: true }),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText(reads(/link you followed is for another/))).toBeVisible();
  },
};

export const Invitation: Story = {
  args: { view: (words) => <InviteView words={words} config={config} /> },
  play: async ({ canvas, userEvent }) => {
    const token = canvas.getByRole("textbox", { name: "Registration token" });
    await userEvent.type(token, " {Enter}");
    await expect(token).toBeInvalid();
    await userEvent.clear(token);
    await userEvent.type(token, "invite-me{Enter}");
    const link = canvas.getByRole<HTMLInputElement>("textbox", { name: "Link" });
    await expect(link.value).toContain("token=invite-me");
    await expect(canvas.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  },
};

const afterTheAccount = (clients: PageConfig["clients"]): View =>
  inMain((words) => (
    <div className="mrk-card">
      <NextSteps
        words={words}
        end={{ name: "@alice:one.example", serverName: "one.example", isPending: false }}
        clients={clients}
        appsUrl={config.appsUrl}
      />
    </div>
  ));

/** The QR code by its name: drawn by code that comes late, and not shown on a phone. */
const qrCode = (name: RegExp) => ["img", { name, hidden: true }, { timeout: 10_000 }] as const;

export const AfterTheAccount: Story = {
  args: {
    view: afterTheAccount([{ name: "Example Chat", url: "https://chat.example.org/" as SafeUrl }]),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole("link", { name: "Example Chat" })).toBeVisible();
    await canvas.findByRole(...qrCode(/https:\/\/chat\.example\.org/));
  },
};

export const AfterTheAccountWithoutAnApp: Story = {
  args: {
    view: afterTheAccount([]),
  },
  play: async ({ canvas }) => {
    const link = canvas.getByRole("link", { name: "Find a Matrix app" });
    await expect(link).toHaveAttribute("href", config.appsUrl);
    await canvas.findByRole(...qrCode(/https:\/\/apps\.example\.org/));
  },
};

/** One key for each mistake there can be. */
const mistakes = {
  unknown: "homserver",
  missing: "homeserver",
  notAnObject: "brand",
  notAList: "clients",
  notText: "lang",
  notTrueOrFalse: "allowAnyHomeserver",
  notAHomeserver: "homeservers.0",
  notAServerName: "serverName",
  withoutBaseUrl: "homeserver.serverName",
  notTrust: "trust",
  notAPath: "brand.logo",
  notAColour: "brand.accent",
  notALink: "clients.0.url",
  notALanguage: "lang.0",
  tooLong: "deviceDisplayName",
} satisfies Record<ConfigProblemReason, string>;

export const MistakesInTheConfiguration: Story = {
  args: {
    view: (words) => (
      <ConfigProblems
        words={words}
        problems={Object.entries(mistakes).map(([reason, key]) => ({
          key,
          reason: reason as ConfigProblemReason,
        }))}
      />
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole("listitem")).toHaveLength(Object.keys(mistakes).length);
  },
};
