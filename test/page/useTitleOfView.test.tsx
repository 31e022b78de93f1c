import { act, render } from "@testing-library/react";
import { type ReactElement, useState } from "react";
import { expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/index.js";
import kitNl from "../../src/locales/catalogues/nl.json" with { type: "json" };
import nl from "../../src/page/locales/nl.json" with { type: "json" };
import type { PageWords } from "../../src/page/pageWords.js";
import { useTitleOfView } from "../../src/page/useTitleOfView.js";
import { nothingAnswers } from "../components/renderWithRegistration.js";
import {
  account,
  failed,
  scriptedRegistration,
  stage,
} from "../components/scriptedRegistration.js";
import { wholePageWords } from "./wholePageWords.js";

async function renderPage(language: string) {
  const words = await wholePageWords(language);
  const registration = scriptedRegistration();
  render(<View words={words} registration={registration} />);
  return async (snapshot: ReturnType<typeof registration.getSnapshot>, title: string) => {
    act(() => {
      registration.show(snapshot);
    });
    await vi.waitFor(() => {
      expect(document.title).toBe(title);
    });
  };
}

function View({
  words,
  registration,
}: {
  readonly words: PageWords;
  readonly registration: ReturnType<typeof scriptedRegistration>;
}): ReactElement {
  const [card, setCard] = useState<HTMLElement | null>(null);
  useTitleOfView(words, card, "example.org");
  return (
    <RegisterCard
      ref={setCard}
      registration={registration}
      fetch={nothingAnswers}
      locale={words.kit}
    />
  );
}

const taken = { code: "usernameTaken", field: "username" } as const;

test("the title says which step it is, and what is wrong before everything else", async () => {
  const expectTitle = await renderPage("en");
  await expectTitle(account(), "Create an account on example.org");
  await expectTitle(account({ problems: [taken] }), "Error: Create an account on example.org");
  // The form is there still, with its problems in it.
  const second = { number: 2, count: 3, type: "m.login.registration_token" };
  await expectTitle(
    stage({ stage: second }),
    "Step 2 of 3 – Enter your registration token – example.org",
  );
  await expectTitle(
    stage({ stage: second, problem: { code: "registrationTokenRefused" } }),
    "Error: Step 2 of 3 – Enter your registration token – example.org",
  );
  await expectTitle(
    stage({ stage: { ...second, count: 1 } }),
    "Enter your registration token – example.org",
  );
  await expectTitle(failed(), "Your account could not be created – example.org");
});

test("it is in the words of the page", async () => {
  const expectTitle = await renderPage("nl");
  const name = kitNl["root.label"].replace("{serverName}", "example.org");
  const title = nl["title.error"].replace("{title}", name);
  await expectTitle(account({ problems: [taken] }), title);
});
