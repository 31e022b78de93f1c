import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import * as Register from "../../../src/components/parts.js";
import { defineStage } from "../../../src/components/stages/defineStage.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { quizStage } from "../../../stories/quizStage.js";
import { stage } from "../scriptedRegistration.js";
import { renderStage } from "./renderStage.js";

const quiz = { type: "org.example.quiz", params: { question: "What has four legs?" } };

test("a stage of the host's own is answered with its own keys", async () => {
  const { calls, user } = renderStage(stage({ stage: quiz }), { stageRenderers: [quizStage] });
  expect(screen.getByRole("heading", { name: "One question first" })).toBeVisible();
  await user.type(screen.getByRole("textbox", { name: "What has four legs?" }), "A table{Enter}");
  expect(calls).toEqual([["submitStage", { answer: "A table" }]]);
});

test("a stage of the host's own is told why its answer was refused", () => {
  renderStage(stage({ stage: quiz, problem: { code: "stageRefused" } }), {
    stageRenderers: [quizStage],
  });
  expect(screen.getByRole("textbox", { name: "What has four legs?" })).toBeInvalid();
  expect(screen.getByRole("alert")).toHaveTextContent("That is not it.");
});

test("a stage of the host's takes the place of the kit's", () => {
  const type = "m.login.email.identity";
  renderStage(stage({ stage: { ...quiz, type } }), { stageRenderers: [{ ...quizStage, type }] });
  expect(screen.getByRole("textbox", { name: "What has four legs?" })).toBeVisible();
});

test("a stage of the host's that cannot be done here is done on the homeserver's page", async () => {
  renderStage(stage({ stage: { ...quiz, supported: false } }), { stageRenderers: [quizStage] });
  expect(await screen.findByRole("button", { name: "I have finished" })).toBeVisible();
});

test("a stage that throws leaves words and a way back", async () => {
  // React tells the developer of every error that a boundary catches.
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const broken = defineStage({
    ...quizStage,
    Renderer: () => {
      throw new Error("A stage of the host went wrong.");
    },
  });
  const { calls, user, container } = renderStage(stage({ stage: quiz }), {
    stageRenderers: [broken],
  });
  const words = "Something went wrong while showing this step. Cancel and try it once more.";
  expect(container.querySelector('[data-part="stage"]')).toHaveTextContent(words);
  expect(container.querySelector('[aria-live="assertive"]')).toHaveTextContent(words);
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(calls).toEqual([["cancel"]]);
  expect(logged).toHaveBeenCalledOnce();
});

test.each([
  [1, 1, null],
  [2, 3, "Step 2 of 3"],
])("stage %i of %i says %j", (number, count, words) => {
  const { container } = renderStage(stage({ stage: { ...quiz, number, count } }), {
    stageRenderers: [quizStage],
  });
  expect(container.querySelector('[data-part="progress"]')?.textContent ?? null).toBe(words);
});

test("what every flow asks for is loaded while the form is sent, not before", async () => {
  const fake = createFakeHomeserver(scenarios.terms.options);
  const preload = vi.fn(() => Promise.reject(new Error("offline")));
  render(
    <Register.Root
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
      stageRenderers={[defineStage({ ...quizStage, type: "m.login.terms", preload })]}
    >
      <Register.AccountForm>
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.PoliciesField />
        <Register.Submit />
      </Register.AccountForm>
    </Register.Root>,
  );
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText("Password"), "correct horse battery");
  for (const box of screen.getAllByRole("checkbox")) await user.click(box);
  expect(preload).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(preload).toHaveBeenCalled());
});
