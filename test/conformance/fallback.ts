import { expect } from "vitest";
import { type Answer, readAnswer } from "./answer.js";
import type { Homeserver } from "./homeserver.js";
import { type Page, readPage } from "./page.js";

/** The homeserver's own page for one stage. */
export interface Fallback {
  show(session: string): Promise<Page>;
  /** Sends its form; the answer is a page again. */
  submit(form: Readonly<Record<string, string>>): Promise<Page>;
  /** The same where the answer is none. */
  get(session: string): Promise<Answer>;
  post(form: Readonly<Record<string, string>>): Promise<Answer>;
  /** What is said above the form. */
  errorOf(page: Page): string | undefined;
  /** The form, and the session in it. */
  formOf(page: Page): Readonly<Record<"id" | "method" | "action" | "session", string>> | undefined;
  /** The stage is done, and the page tells the window it was opened from. */
  expectSuccess(page: Page): void;
}

export function fallbackOf(homeserver: Homeserver, type: string): Fallback {
  const path = `/_matrix/client/v3/auth/${type}/fallback/web`;
  const show = (session: string) => homeserver.fetch(`${path}?session=${session}`);
  const submit = (form: Readonly<Record<string, string>>) =>
    homeserver.fetch(path, { method: "POST", body: new URLSearchParams(form) });

  return {
    show: async (session) => readPage(await show(session)),
    submit: async (form) => readPage(await submit(form)),
    get: async (session) => readAnswer(await show(session)),
    post: async (form) => readAnswer(await submit(form)),
    errorOf: ({ html }) => /<p class="error">\s*<strong>\s*(.*?)\s*<\/strong>/s.exec(html)?.[1],
    formOf({ html }) {
      const form = /<form([^>]*)>/.exec(html)?.[1];
      const field = /<input([^>]*name="session"[^>]*)>/.exec(html)?.[1];
      if (form === undefined || field === undefined) return undefined;
      return {
        id: attribute(form, "id"),
        method: attribute(form, "method"),
        action: attribute(form, "action"),
        session: attribute(field, "value"),
      };
    },
    expectSuccess(page) {
      expect(page).toMatchObject({ status: 200, title: "Success!" });
      expect(page.html).toContain("window.onAuthDone()");
      expect(page.html).toContain('window.opener.postMessage("authDone", "*")');
    },
  };
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
}
