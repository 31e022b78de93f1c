import { describe, expect, test } from "vitest";
import { createTranslator } from "../../src/locales/createTranslator.js";
import { english as englishWords } from "../../src/locales/languageSources.js";
import de from "../../src/locales/languages/de.js";
import en from "../../src/locales/languages/en.js";
import type { Locale, Messages } from "../../src/locales/locale.js";
import { problemText } from "../../src/locales/problemText.js";
import { stageName, stageNames } from "../../src/locales/stageName.js";
import { countdownText, waitText } from "../../src/locales/waitText.js";
import { problemCodes } from "../../src/uia/machine/problems/problemTable.js";

await englishWords.later.registration.load();

const english = createTranslator(en);
const german = createTranslator(de);

describe("a text", () => {
  test("is the locale's, with its values", () => {
    expect(german.text("stage.progress", { number: 1, count: 2 })).toBe("Schritt 1 von 2");
    expect(german.tag).toBe("de");
  });

  test("can be replaced by the app, with the same syntax", () => {
    const { text } = createTranslator(de, {
      messages: { "stage.progress": "{count, plural, other {# Schritte}}" },
    });
    expect(text("stage.progress", { number: 1, count: 2 })).toBe("2 Schritte");
    expect(text("action.cancel")).toBe("Abbrechen");
  });

  test("can come from the app, finished, which goes before everything", () => {
    const { text, parts } = createTranslator(de, {
      messages: { "action.cancel": "Halt" },
      translate: (key, values) => {
        if (key === "action.cancel") return "Stop {it}";
        return key === "done.userId" ? `You: <id>${values["userId"] ?? ""}</id>!` : undefined;
      },
    });
    expect(text("action.cancel")).toBe("Stop {it}");
    expect(text("action.continue")).toBe("Weiter");
    expect(parts("done.userId", { userId: "@a:b" })).toEqual([
      "You: ",
      { tag: "id", parts: ["@a:b"] },
      "!",
    ]);
  });

  test("of the kit stays in its own language among an app's words in another", () => {
    const { tag, text } = createTranslator(de, {
      tag: "fa",
      translate: (key) => (key === "action.continue" ? "ادامه" : undefined),
    });
    expect(tag).toBe("fa");
    expect(text("action.continue")).toBe("ادامه");
    expect(text("stage.progress", { number: 1, count: 2 })).toBe("Schritt 1 von 2");
  });

  test("that an app's older catalogue lacks is English", () => {
    const messages = { "action.cancel": "Annuler" } as unknown as Messages;
    const { text } = createTranslator({ tag: "fr", messages });
    expect(text("action.cancel")).toBe("Annuler");
    expect(text("summary.heading", { count: 2 })).toBe("There are 2 problems to fix");
  });

  test("keeps the parts that stand in tags", () => {
    expect(english.parts("policies.accept", { name: "<policy>Terms</policy>" })).toEqual([
      "I accept: ",
      { tag: "policy", parts: ["<policy>Terms</policy>"] },
    ]);
  });
});

describe("a problem", () => {
  test.each(problemCodes)("%s has words without a code in them", (code) => {
    for (const translator of [english, german]) {
      const said = problemText({ code, stages: ["m.login.terms"] }, translator);
      expect(said).toMatch(/[.:]/);
      expect(said).not.toMatch(/[{}<>_]{1}[a-z]|M_|undefined/);
    }
  });

  test("names what a homeserver asks for", () => {
    expect(
      problemText({ code: "noSupportedFlow", stages: ["m.login.sso", "m.login.msisdn"] }, english),
    ).toContain("another account (single sign-on) and a phone number");
  });
});

test("a stage is called by what it asks for, an unknown one by its type", () => {
  expect(stageName("org.matrix.msc3231.login.registration_token", english)).toBe(
    "a registration token",
  );
  expect(stageName("constructor", english)).toBe("a step called “constructor”");
  expect(stageNames(["m.login.terms", "m.login.recaptcha", "x"], german)).toBe(
    "Zustimmung zu den Bedingungen, Captcha und Schritt „x“",
  );
});

test.each([
  [-5, "You can try again now."],
  [0, "You can try again now."],
  [1, "You can try again in 1 second."],
  [1_001, "You can try again in 2 seconds."],
  [90_000, "You can try again in 90 seconds."],
  [90_001, "You can try again in 2 minutes."],
  [15 * 60_000, "You can try again in 15 minutes."],
  [90 * 60_000, "You can try again in 90 minutes."],
  [90 * 60_000 + 1, "You can try again in 2 hours."],
])("a wait of %d ms: %s", (ms, said) => {
  expect(waitText(ms, english)).toBe(said);
});

test("a wait is in the language of the words", () => {
  expect(waitText(1_000, german)).toBe("Du kannst es in 1 Sekunde noch einmal versuchen.");
  expect(countdownText(120_000, "resend", german)).toBe(
    "Du kannst in 2 Minuten um eine neue Nachricht bitten.",
  );
});

test("a wrong key, a missing value do not compile", () => {
  // @ts-expect-error there is no such text
  expect(english.text("action.sing")).toBe("action.sing");
  // @ts-expect-error it needs a count
  expect(english.text("pause.wait")).toContain("You can try again");
  // @ts-expect-error it needs no value
  expect(english.text("action.cancel", { count: 1 })).toBe("Cancel");
  // @ts-expect-error there is no such text
  const locale: Locale = { tag: "fr", messages: { "action.sing": "Chanter" } };
  expect(createTranslator(locale).text("action.cancel")).toBe("Cancel");
});
