import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { quizInForm, quizStage } from "../../../examples/quizStage.js";
import { RegisterCard } from "../../../src/card/RegisterCard.js";
import * as Register from "../../../src/components/parts.js";
import { defineStage } from "../../../src/components/stages/defineStage.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { words } from "../../words.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account, failed, stage, validating } from "../scriptedRegistration.js";
import { renderStage } from "./renderStage.js";

const quiz = { type: "org.example.quiz", params: { question: "What has four legs?" } };

test("a stage of the app's own is answered with its own keys", async () => {
  const { calls, user } = renderStage(stage({ stage: quiz }), { stages: [quizStage] });
  expect(screen.getByRole("heading", { name: "One question first" })).toBeVisible();
  await user.type(screen.getByRole("textbox", { name: "What has four legs?" }), "A table{Enter}");
  expect(calls).toEqual([["submitStage", { answer: "A table" }]]);
});

test("a stage of the app's own is told why its answer was refused", () => {
  renderStage(stage({ stage: quiz, problem: { code: "stageRefused" } }), {
    stages: [quizStage],
  });
  expect(screen.getByRole("textbox", { name: "What has four legs?" })).toBeInvalid();
  expect(screen.getByRole("alert")).toHaveTextContent("That is not it.");
});

test("a stage of the app's replaces the kit's", () => {
  const type = "m.login.email.identity";
  renderStage(stage({ stage: { ...quiz, type } }), { stages: [{ ...quizStage, type }] });
  expect(screen.getByRole("textbox", { name: "What has four legs?" })).toBeVisible();
});

test("a stage of the app's that cannot be done here is done on the homeserver's page", async () => {
  renderStage(stage({ stage: { ...quiz, supported: false } }), { stages: [quizStage] });
  expect(await screen.findByRole("button", { name: "I have finished" })).toBeVisible();
});

describe("a stage that throws", () => {
  const crashing = (isBroken: () => boolean, type = quiz.type) =>
    defineStage({
      ...quizStage,
      type,
      Renderer: (props) => {
        if (isBroken()) throw new Error("A stage of the app went wrong.");
        return <quizStage.Renderer {...props} />;
      },
    });
  const words = "Something went wrong while showing this step. Try again.";
  const tryAgain = () => screen.getByRole("button", { name: "Try again" });
  let isBroken = true;

  beforeEach(() => {
    isBroken = true;
    // React tells the developer of every error that a boundary catches.
    vi.spyOn(console, "error").mockImplementation(() => {});
  });

  test("leaves a text and *Cancel*", async () => {
    const { calls, user, container, pass } = renderStage(stage({ stage: quiz }), {
      stages: [crashing(() => isBroken)],
    });
    expect(container.querySelector('[data-part="stage"]')).toHaveTextContent(words);
    pass(150);
    expect(container.querySelector('[aria-live="assertive"]')).toHaveTextContent(words);
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(calls).toEqual([["cancel"]]);
    expect(console.error).toHaveBeenCalledOnce();
  });

  test("is shown once more at a press, and may throw once more", async () => {
    const { user } = renderStage(stage({ stage: quiz }), {
      stages: [crashing(() => isBroken)],
    });
    await user.click(tryAgain());
    expect(tryAgain()).toBeVisible();
    isBroken = false;
    await user.click(tryAgain());
    expect(screen.getByRole("textbox", { name: "What has four legs?" })).toBeVisible();
    expect(screen.getByRole("heading", { name: "One question first" })).toHaveFocus();
    expect(screen.queryByText(words)).not.toBeInTheDocument();
  });

  test("can be done on the homeserver's own page", async () => {
    const { calls, user } = renderStage(stage({ stage: quiz }), {
      stages: [crashing(() => isBroken)],
    });
    const link = await screen.findByRole("link", { name: /^Open the page on matrix.example.org/ });
    expect(screen.getByText(/asks for a step called “One question first”/)).toBeVisible();
    await user.click(link);
    await user.click(screen.getByRole("button", { name: "I have finished" }));
    expect(calls).toEqual([["openFallback", "click"], ["checkNow"]]);
  });

  test.each([
    ["there is no session", stage({ stage: quiz }), false],
    ["an address is checked", validating({ step: "address" }), true],
  ])("is not offered where %s; another flow is", (_, snapshot, hasSession) => {
    renderStage(
      { ...snapshot, otherFlows: [["m.login.dummy"]] },
      { stages: [crashing(() => isBroken, snapshot.stage.type)], hasSession },
    );
    expect(screen.queryByRole("link")).not.toBeInTheDocument();
    expect(tryAgain()).toBeVisible();
    expect(screen.getByRole("button", { name: "Continue without this step" })).toBeVisible();
  });
});

describe("a stage of the app's is named as it says", () => {
  test("among the other flows", () => {
    const { stage: asked, ...rest } = stage({ stage: { type: "m.login.terms" } });
    renderStage(
      { ...rest, stage: asked, otherFlows: [["m.login.registration_token", quiz.type]] },
      { stages: [quizStage] },
    );
    const name = "Continue with: a registration token and a step called “One question first”";
    expect(screen.getByRole("button", { name })).toBeVisible();
  });

  test("where it is done on the homeserver's page", async () => {
    renderStage(stage({ stage: { ...quiz, supported: false } }), { stages: [quizStage] });
    expect(await screen.findByText(/a step called “One question first”/)).toBeVisible();
  });

  test("where it is the reason that there is no flow", () => {
    renderWithRegistration(<Register.Outcome />, {
      snapshot: failed({ problem: { code: "noSupportedFlow", stages: [quiz.type] } }),
      stages: [quizStage],
    });
    expect(screen.getByRole("alert")).toHaveTextContent("One question first");
  });
});

test.each([
  [1, 1, null],
  [2, 3, "Step 2 of 3"],
])("stage %i of %i says %j", (number, count, words) => {
  const { container } = renderStage(stage({ stage: { ...quiz, number, count } }), {
    stages: [quizStage],
  });
  expect(container.querySelector('[data-part="progress"]')?.textContent ?? null).toBe(words);
});

test("stages of every flow are loaded while the form is sent, not before", async () => {
  const fake = createFakeHomeserver(scenarios.terms.options);
  const preload = vi.fn(() => Promise.reject(new Error("offline")));
  render(
    <Register.Root
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
      stages={[defineStage({ ...quizStage, type: "m.login.terms", preload })]}
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

const asked = (changes: Parameters<typeof account>[0] = {}) =>
  account({ fields: { stages: [{ ...quiz, need: "required" }] }, ...changes });
const form = (
  <Register.AccountForm>
    <Register.ErrorSummary />
    <Register.GuestToggle />
    <Register.PasswordField />
    <Register.StageFields />
    <Register.Submit />
  </Register.AccountForm>
);
const answerBox = () => screen.getByRole("textbox", { name: "What has four legs?" });
const submit = () => screen.getByRole("button", { name: "Create account" });

test("a stage with fields of its own is answered in the account form", async () => {
  const { registration, user } = renderWithRegistration(form, {
    snapshot: asked(),
    stages: [quizInForm],
  });
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.type(answerBox(), "A table");
  await user.click(submit());
  expect(registration.calls[0]?.[1]).toMatchObject({
    stages: { "org.example.quiz": { answer: "A table" } },
  });
});

test("a stage that is not answered is told so, and takes the focus", async () => {
  const { registration, user } = renderWithRegistration(form, {
    snapshot: asked(),
    stages: [quizInForm],
  });
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.click(submit());
  await waitFor(() => expect(answerBox()).toHaveFocus());
  expect(registration.calls).toEqual([]);
  expect(answerBox()).toHaveAccessibleDescription("Give an answer.");
  await user.type(answerBox(), "A");
  await waitFor(() => expect(answerBox()).toBeValid());
});

test("a guest is asked nothing of a stage", async () => {
  const { registration, user } = renderWithRegistration(form, {
    snapshot: asked(),
    stages: [quizInForm],
    guests: true,
  });
  await user.click(screen.getByRole("switch", { name: "Use a guest account" }));
  expect(screen.queryByRole("textbox", { name: "What has four legs?" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Continue as guest" }));
  expect(registration.calls).toEqual([["submitAccount", { guest: true }]]);
});

test("fields that throw leave the stage to its own screen", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const Renderer = () => {
    throw new Error("Fields of the app went wrong.");
  };
  const broken = defineStage({ ...quizInForm, fields: { Renderer, answer: () => undefined } });
  const { registration, user } = renderWithRegistration(form, {
    snapshot: asked(),
    stages: [broken],
  });
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.click(submit());
  expect(registration.calls[0]?.[1]).not.toHaveProperty("stages");
  expect(logged).toHaveBeenCalledOnce();
});

test("a quiz in the account form, on a homeserver that asks one", async () => {
  const fake = createFakeHomeserver(scenarios.quiz.options);
  render(
    <RegisterCard
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
      stages={[quizInForm]}
    />,
  );
  const user = userEvent.setup();
  const box = await screen.findByRole("textbox", { name: "What is six times seven?" });
  await user.type(screen.getByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "correct horse battery");
  await user.type(box, "43");
  await user.click(submit());
  await waitFor(() => expect(box).toHaveAccessibleDescription("That is not it. Try once more."));
  expect(box).toHaveFocus();
  await user.clear(box);
  await user.type(box, "42{Enter}");
  expect(await screen.findByText(words("@alice:example.org"))).toBeVisible();
});

test("the values of the app's fields go along to another homeserver that asks for them", async () => {
  const quizAt = (serverName: string) =>
    createFakeHomeserver({
      ...scenarios.quiz.options,
      serverName,
      baseUrl: `https://${serverName}`,
    });
  const [one, two] = [quizAt("one.example"), quizAt("two.example")];
  const fetch = (url: string, init: RequestInit) =>
    new URL(url).host === "two.example" ? two.fetch(url, init) : one.fetch(url, init);
  const card = (homeserver: string) => (
    <RegisterCard homeserver={homeserver} fetch={fetch} stages={[quizInForm]} />
  );
  const { rerender } = render(card("one.example"));
  const user = userEvent.setup();
  await user.type(await screen.findByRole("textbox", { name: /six times seven/ }), "42");
  rerender(card("two.example"));
  await screen.findByRole("heading", { name: "Create your account on two.example" });
  expect(screen.getByRole("textbox", { name: /six times seven/ })).toHaveValue("42");
  await user.type(screen.getByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "correct horse battery{Enter}");
  expect(await screen.findByText(words("@alice:two.example"))).toBeVisible();
});
