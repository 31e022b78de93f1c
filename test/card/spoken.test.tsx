import { virtual } from "@guidepup/virtual-screen-reader";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { systemClock } from "../../src/uia/browser/clock.js";
import { drawnCaptcha } from "../../stories/drawnCaptcha.js";

afterEach(async () => {
  await virtual.stop();
  cleanup();
});

/*
 * What a screen reader says during a whole sign-up: each view read from its beginning, and what is
 * announced in between. Read the file when it changes, aloud if you can.
 */
test("a captcha, the terms and an email address, by ear", { timeout: 60_000 }, async () => {
  const fake = createFakeHomeserver(scenarios.captchaTermsEmail.options);
  const { container } = render(
    <RegisterCard
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
      clock={countdownsStandStill}
      captcha={{ provider: drawnCaptcha }}
      signInUrl="https://client.example.org/login"
    />,
  );
  await screen.findByRole("textbox", { name: "Username" });
  await virtual.start({ container });
  const transcript: string[] = [];
  const note = async (title: string, act: () => Promise<unknown>) => {
    const isReading = act === readOn;
    await virtual.clearSpokenPhraseLog();
    await act();
    const alerts = screen.queryAllByRole("alert").map(({ textContent }) => `alert: ${textContent}`);
    // That it is being asked is told where it takes long enough to be heard.
    const said = (await virtual.spokenPhraseLog()).filter(
      (line) => !line.includes("Contacting the"),
    );
    // Screen readers tell an alert that comes with its words; the virtual one does not.
    transcript.push(`## ${title}`, "", ...said, ...(isReading ? [] : alerts), "");
  };

  await note("The form, read from its beginning", readOn);
  await note("Create account, with nothing filled in", async () => {
    await act(screen.getByRole("button", { name: "Create account" }));
    await screen.findByRole("region", { name: /to fix/ });
    await settled();
  });
  await note("What is to be corrected", readOn);
  await note("The fields, filled in", async () => {
    await typeInto(screen.getByRole("textbox", { name: "Username" }), "alice");
    await screen.findByText("This username is available.");
    await settled();
    await typeInto(screen.getByLabelText("Password"), "correct horse battery");
    await typeInto(screen.getByRole("textbox", { name: "Email address" }), "alice@example.org");
    await act(screen.getByRole("checkbox", { name: /Privacy Policy/ }));
    await settled();
  });
  await note("Create account", async () => {
    await act(screen.getByRole("button", { name: "Create account" }));
    await screen.findByRole("checkbox", { name: "I am human" });
    await settled();
  });
  await note("The captcha", readOn);
  await note("The captcha, solved", async () => {
    await act(screen.getByRole("checkbox", { name: "I am human" }));
    await screen.findByRole("button", { name: "I have opened the link" });
    await settled();
  });
  await note("The mail", readOn);
  await note("I have opened the link, before it was opened", async () => {
    await act(screen.getByRole("button", { name: "I have opened the link" }));
    await screen.findByRole("alert");
    await settled();
  });
  await note("The link is opened, and the homeserver asked once more", async () => {
    await fake.handle(new Request(fake.mailbox[0]?.link ?? ""));
    await act(screen.getByRole("button", { name: "I have opened the link" }));
    await screen.findByRole("heading", { name: /ready/ });
    await settled();
  });
  await note("The account", readOn);
  await expect(transcript.join("\n")).toMatchFileSnapshot("spoken.txt");
});

const countdownsStandStill = { ...systemClock, now: () => 0 };

/** Reads on until what was read comes again. */
async function readOn(): Promise<void> {
  for (let step = 0; step < 150; step++) {
    await virtual.next();
    const said = await virtual.lastSpokenPhrase();
    if (/^end of (document|region, Create)/.test(said)) return;
  }
}

/** As the Enter key on what has the focus. */
async function act(element: HTMLElement): Promise<void> {
  element.focus();
  await virtual.act();
}

async function typeInto(field: HTMLElement, text: string): Promise<void> {
  field.focus();
  await virtual.type(text);
}

/** After what is announced a little later. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400));
}
