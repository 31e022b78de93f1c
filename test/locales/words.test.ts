import { expect, test } from "vitest";
import { english } from "../../src/locales/languageSources.js";
import de from "../../src/locales/languages/de.js";
import { wholeWords } from "../../src/locales/loadWords.js";
import { growingWords, withWords } from "../../src/locales/words.js";
import { lateModule } from "../../src/uia/browser/lateModule.js";

/** Something that is loaded as the test says. */
function held<Loaded>(loaded: Loaded) {
  const loads: { readonly succeed: () => void; readonly fail: () => void }[] = [];
  const load = () =>
    new Promise<Loaded>((resolve, reject) => {
      loads.push({ succeed: () => resolve(loaded), fail: () => reject(new TypeError()) });
    });
  return { load, loads };
}

function heldPart() {
  const code = held({ Part: "part" });
  const texts = held({ default: { "stage.progress": "Schritt" } });
  const { load } = held({ default: {} });
  const words = growingWords("de", {
    first: { "username.label": "Name" },
    registration: texts.load,
    ...{ fields: load, methods: load, returns: load },
  });
  const part = withWords(lateModule(code.load), words, ["registration"]);
  return { part, words, code: code.loads, texts: texts.loads };
}

test("code and its words are asked for at once, and are there when both are", async () => {
  const { part, words, code, texts } = heldPart();
  const statuses: string[] = [];
  part.subscribe(() => statuses.push(part.getSnapshot().status));
  const loading = part.load();
  expect([code.length, texts.length]).toEqual([1, 1]);
  code[0]?.succeed();
  await Promise.resolve();
  expect(part.getSnapshot()).toEqual({ status: "absent", module: null });
  texts[0]?.succeed();
  expect(await loading).toEqual({ Part: "part" });
  expect(part.getSnapshot()).toEqual({ status: "loaded", module: { Part: "part" } });
  expect(statuses).toEqual(["absent", "loaded"]);
  expect(words.getSnapshot().messages).toEqual({
    "username.label": "Name",
    "stage.progress": "Schritt",
  });
});

test("after a failure of the words alone, they alone are asked for again", async () => {
  const { part, code, texts } = heldPart();
  const loading = part.load();
  code[0]?.succeed();
  texts[0]?.fail();
  await expect(loading).rejects.toThrow(TypeError);
  expect(part.getSnapshot().status).toBe("failed");
  const again = part.load();
  expect([code.length, texts.length]).toEqual([1, 2]);
  texts[1]?.succeed();
  await again;
  expect(part.getSnapshot().status).toBe("loaded");
});

test("a failure of the code is one, too", async () => {
  const { part, code, texts } = heldPart();
  const loading = part.load();
  texts[0]?.succeed();
  code[0]?.fail();
  await expect(loading).rejects.toThrow(TypeError);
  expect(part.getSnapshot().status).toBe("failed");
});

test("of an app's own locale nothing is loaded, unless it lacks texts", async () => {
  const whole = wholeWords(de);
  expect(wholeWords(de)).toBe(whole);
  expect(whole.getSnapshot()).toBe(de);
  expect(whole.later.registration.getSnapshot().status).toBe("loaded");
  await whole.later.registration.load();
  const { "stage.progress": _, ...messages } = de.messages;
  expect(wholeWords({ tag: "de", messages }).later).toBe(english.later);
});
