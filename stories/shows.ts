import type { StoryContext } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import type { MessageKey } from "../src/index.js";
import { createTranslator } from "../src/locales/createTranslator.js";
import en from "../src/locales/languages/en.js";
import type { ValuesFor } from "../src/locales/locale.js";
import { reads } from "./reads.js";

type Play = (context: StoryContext) => Promise<void> | void;

/**
 * A play function that names its last expectation. `test/stories/everyState.test.ts` checks by it that the
 * story is in its state.
 */
export interface Looking {
  (context: StoryContext): Promise<void>;
  readonly looksFor: string;
}

/** Looks for an element. */
export function shows(selector: string): Looking {
  return looking(selector, ({ canvasElement }) =>
    expect(canvasElement.querySelector(selector)).toBeVisible(),
  );
}

/** Looks for a text of the catalogue. */
export function showsText<Key extends MessageKey>(key: Key, ...values: ValuesFor<Key>): Looking {
  const text = createTranslator(en).text(key, ...values);
  return looking(key, ({ canvas }) => expect(canvas.getAllByText(reads(text))[0]).toBeVisible());
}

/** Does something first. */
export function after(first: Play, look: Looking): Looking {
  const play = async (context: StoryContext) => {
    await first(context);
    await look(context);
  };
  return Object.assign(play, { looksFor: look.looksFor });
}

function looking(looksFor: string, look: (context: StoryContext) => Promise<void>): Looking {
  return Object.assign((context: StoryContext) => waitFor(() => look(context)), { looksFor });
}

/** The problem that is told. */
export const problem = (code: string): string => `[data-part="problem"][data-code="${code}"]`;

/** The root, by what was found of its homeserver. */
export const rootOn = (found: string): string => `[data-part="root"][data-homeserver="${found}"]`;

/** How it ended. */
export const outcome = (name: string): string => `[data-part="outcome"][data-outcome="${name}"]`;

/** The username, by what is known of it. */
export const username = (availability: string): string =>
  `[data-part="username-field"][data-availability="${availability}"]`;

/** How easily the password is guessed. */
export const strength = (name: string): string =>
  `[data-part="password-strength"][data-strength="${name}"]`;
