import { screen, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import {
  defineStage,
  Register,
  type StageRendererProps,
  useRegistrationContext,
} from "../../../src/index.js";
import { policies } from "../policies.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account, stage } from "../scriptedRegistration.js";

const parts = (
  <>
    <Register.Announcer />
    <Register.Stage />
  </>
);

describe.each([
  ["m.login.dummy", "Almost done"],
  ["m.login.terms", "Read and accept the terms"],
  ["m.login.registration_token", "Enter your registration token"],
  ["org.matrix.msc3231.login.registration_token", "Enter your registration token"],
])("every stage: %s", (type, name) => {
  test("has a heading, which takes the focus when the user comes to it", () => {
    const { show } = renderWithRegistration(parts, { snapshot: account() });
    show(stage({ stage: { type } }));
    expect(screen.getByRole("heading", { name, level: 2 })).toHaveFocus();
    expect(screen.getByRole("region", { name })).toHaveAttribute("data-stage", type);
  });

  test("takes no focus when it is the first thing there is", () => {
    renderWithRegistration(parts, { snapshot: stage({ stage: { type } }) });
    expect(document.body).toHaveFocus();
  });

  test("can be cancelled, also while a request is in flight", async () => {
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: stage({ activity: "sending", stage: { type } }),
    });
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(registration.calls).toEqual([["cancel"]]);
  });
});

test("tells how far it is where there is more than one", () => {
  const { show } = renderWithRegistration(parts, {
    snapshot: stage({ stage: { number: 2, count: 3 } }),
  });
  expect(screen.getByText("Step 2 of 3")).toBeVisible();
  show(stage({ stage: { number: 1, count: 1 } }));
  expect(screen.queryByText(/^Step/)).toBeNull();
});

describe("terms", () => {
  const terms = { type: "m.login.terms", policies: policies() };

  test("are sent when all are accepted", async () => {
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: stage({ stage: terms }),
    });
    await user.click(screen.getByRole("checkbox", { name: /Terms of Service/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(registration.calls).toEqual([]);
    const missing = screen.getByRole("checkbox", { name: /Privacy/ });
    expect(missing).toHaveFocus();
    expect(missing).toHaveAccessibleDescription("Accept the terms to continue.");
    // An alert as well would be the same words twice.
    expect(screen.queryByRole("alert")).toBeNull();
    await user.click(screen.getByRole("checkbox", { name: /Privacy/ }));
    await user.click(screen.getByRole("button", { name: "Continue" }));
    expect(registration.calls).toHaveLength(1);
    expect(registration.calls[0]).toMatchObject([
      "submitStage",
      { acceptedPolicies: [{ id: "terms.of.service", version: "1.0" }, { id: "privacy" }] },
    ]);
  });

  test("are a group with a name", () => {
    renderWithRegistration(parts, { snapshot: stage({ stage: terms }) });
    const group = screen.getByRole("group", { name: "Terms of example.org" });
    expect(within(group).getAllByRole("checkbox")).toHaveLength(2);
  });

  test("that are refused though all are accepted are told at the first", async () => {
    const { show, user } = renderWithRegistration(parts, { snapshot: stage({ stage: terms }) });
    for (const box of screen.getAllByRole("checkbox")) await user.click(box);
    show(stage({ stage: terms, problem: { code: "stageRefused" } }));
    expect(screen.getByRole("checkbox", { name: /Terms of Service/ })).toHaveFocus();
  });

  test("that changed lose their tick, and why is said", async () => {
    const { show, user } = renderWithRegistration(parts, { snapshot: stage({ stage: terms }) });
    await user.click(screen.getByRole("checkbox", { name: /Terms of Service/ }));
    await user.click(screen.getByRole("checkbox", { name: /Privacy/ }));
    show(
      stage({
        stage: { type: "m.login.terms", policies: policies("1.1") },
        problem: { code: "policiesChanged" },
      }),
    );
    const changed = screen.getByRole("checkbox", { name: /Terms of Service/ });
    expect(changed).not.toBeChecked();
    expect(changed).toHaveFocus();
    expect(changed).toHaveAccessibleDescription(/The terms have changed/);
    expect(screen.getByRole("checkbox", { name: /Privacy/ })).toBeChecked();
  });
});

describe("a registration token", () => {
  const token = { type: "m.login.registration_token" };
  const input = () => screen.getByRole("textbox", { name: "Registration token" });

  test("is sent without the blanks around it", async () => {
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: stage({ stage: token }),
    });
    await user.type(input(), "  {Enter}");
    expect(registration.calls).toEqual([]);
    expect(input()).toBeInvalid();
    expect(input()).toHaveFocus();
    expect(input()).toHaveAccessibleDescription(/Enter the registration token/);
    await user.type(input(), "invite-me {Enter}");
    expect(registration.calls).toEqual([["submitStage", { token: "invite-me" }]]);
  });

  test("that was refused stays to be corrected, and why is said", async () => {
    const { show, user } = renderWithRegistration(parts, { snapshot: stage({ stage: token }) });
    await user.type(input(), "wrong{Enter}");
    show(stage({ stage: token, activity: "sending" }));
    expect(screen.getByRole("button", { name: "Continue" })).toHaveAttribute("aria-busy", "true");
    show(stage({ stage: token, problem: { code: "registrationTokenRefused" } }));
    expect(input()).toHaveValue("wrong");
    expect(input()).toHaveFocus();
    expect(input()).toHaveAccessibleDescription(/This registration token is not valid/);
  });

  test("is not sent twice", async () => {
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: stage({ stage: token, activity: "sending" }),
    });
    await user.type(input(), "invite-me{Enter}");
    expect(registration.calls).toEqual([]);
  });
});

describe("a stage of the app", () => {
  const dance = (
    Renderer: (props: StageRendererProps) => React.ReactNode,
    type = "org.example.dance",
  ) => defineStage({ type, label: () => "Dance", Renderer });

  test("is rendered and answers", async () => {
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: stage({ stage: { type: "org.example.dance" } }),
      stages: [
        dance(({ submit }) => (
          <button type="button" onClick={() => submit({ steps: 3 })}>
            I danced
          </button>
        )),
      ],
    });
    await user.click(screen.getByRole("button", { name: "I danced" }));
    expect(registration.calls).toEqual([["submitStage", { steps: 3 }]]);
  });

  test("can ask for the registration", () => {
    renderWithRegistration(parts, {
      snapshot: stage({ stage: { type: "org.example.dance" } }),
      stages: [dance(() => `Dancing on ${useRegistrationContext().homeserver.serverName ?? ""}`)],
    });
    expect(screen.getByText("Dancing on example.org")).toBeVisible();
  });

  test("takes the place of the kit's own", () => {
    renderWithRegistration(parts, {
      snapshot: stage({ stage: { type: "m.login.terms" } }),
      stages: [dance(() => "Our own terms", "m.login.terms")],
    });
    expect(screen.getByText("Our own terms")).toBeVisible();
  });

  test("that throws leaves *Cancel*", async () => {
    // React tells of it on the console, as it should.
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: stage({ stage: { type: "org.example.dance" } }),
      stages: [
        dance(() => {
          throw new Error("stumbled");
        }),
      ],
    });
    expect(screen.getAllByText(/Something went wrong while showing this step/)).not.toHaveLength(0);
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(registration.calls).toEqual([["cancel"]]);
  });
});

test.each(["m.login.terms", "m.login.registration_token"])(
  "at %s the user can choose another flow",
  async (type) => {
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: stage({ stage: { type }, otherFlows: [["m.login.dummy"]] }),
    });
    await user.click(screen.getByRole("button", { name: "Continue without this step" }));
    expect(registration.calls).toEqual([["chooseFlow", ["m.login.dummy"]]]);
  },
);
