// @vitest-environment jsdom
import { runInThisContext } from "node:vm";
import { fireEvent, screen } from "@testing-library/dom";
import { afterEach, beforeEach, expect, test } from "vitest";
import { captchaScript } from "../../../src/testing/scenarios/captchaWidget.js";

interface Captcha {
  render(target: HTMLElement | string, options: { callback?: (answer: string) => void }): number;
  reset(id?: number): void;
  getResponse(id?: number): string;
}

function load(): Captcha {
  // As a browser does with the text of a script.
  runInThisContext(captchaScript);
  return (window as unknown as { grecaptcha: Captcha }).grecaptcha;
}

const solve = () => fireEvent.click(screen.getByRole("button", { name: "I’m not a robot" }));

beforeEach(() => {
  document.body.replaceChildren();
});

afterEach(() => {
  Reflect.deleteProperty(window, "grecaptcha");
  Reflect.deleteProperty(window, "captchaDone");
});

test("a place in the page is filled, and a click sends its answer", () => {
  const answers: string[] = [];
  Object.assign(window, { captchaDone: (answer: string) => answers.push(answer) });
  document.body.innerHTML = `<form><div class="g-recaptcha" data-callback="captchaDone">\n</div></form>`;
  load();
  solve();
  const [form] = document.forms;
  expect(answers).toEqual([expect.stringMatching(/^good-/)]);
  expect(new FormData(form).get("g-recaptcha-response")).toBe(answers[0]);
});

test("it is rendered where a script says, once, and gives another answer after a reset", () => {
  const answers: string[] = [];
  const container = document.body.appendChild(document.createElement("div"));
  const captcha = load();
  const options = { callback: (answer: string) => answers.push(answer) };
  const id = captcha.render(container, options);
  expect(() => captcha.render(container, options)).toThrow("already been rendered");
  expect(captcha.getResponse(id)).toBe("");
  solve();
  expect(captcha.getResponse(id)).toBe(answers[0]);
  captcha.reset(id);
  expect(captcha.getResponse(id)).toBe("");
  solve();
  expect(new Set(answers).size).toBe(2);
});
