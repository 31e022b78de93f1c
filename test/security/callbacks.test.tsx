import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RegisterCard, type RegisterCardProps } from "../../src/card/index.js";
import { defineStage, type Register } from "../../src/index.js";
import { createReturn } from "../../src/redirect/finishReturn.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { returnFromSso } from "../redirect/returnFromSso.js";

const fault = new Error("The app's own error");
const thrower = (): never => {
  throw fault;
};

/** Errors that were reported: by the kit, and by React for the handler of a click. */
const reported = vi.fn<(error: unknown) => void>();
const hear = (event: ErrorEvent) => {
  event.preventDefault();
  reported(event.error);
};
beforeEach(() => {
  vi.stubGlobal("reportError", reported);
  window.addEventListener("error", hear);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  window.removeEventListener("error", hear);
  reported.mockClear();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

type Options = Register.Root.Options & Pick<RegisterCardProps, "onEvent" | "onDone" | "chooseFlow">;

/** Signs up on the card, whatever the app's callbacks do. */
async function signUp(options: Options) {
  const { fetch, serverName, accounts } = createFakeHomeserver(scenarios.open.options);
  const user = userEvent.setup();
  const { container } = render(<RegisterCard {...{ fetch, homeserver: serverName, ...options }} />);
  await user.type(await screen.findByLabelText("Password"), "a-Long-Password-1!");
  return {
    user,
    accounts,
    create: () => user.click(screen.getByRole("button", { name: "Create account" })),
    status: () => container.querySelector('[data-part="root"]')?.getAttribute("data-status"),
  };
}

describe("a callback of the app that throws is reported, and the sign-up goes on", () => {
  test.each<[string, Options]>([
    ["onEvent", { onEvent: thrower }],
    ["chooseFlow", { chooseFlow: thrower }],
    ["translate", { translate: thrower }],
    [
      "the label of a stage",
      { stages: [defineStage({ type: "org.example.x", label: thrower, Renderer: () => null })] },
    ],
  ])("%s", async (name, options) => {
    const onDone = vi.fn();
    const { create, status, accounts } = await signUp({ ...options, onDone });
    await create();
    await waitFor(() => expect(status()).toBe("done"));
    expect(onDone).toHaveBeenCalledOnce();
    expect(accounts).toHaveLength(1);
    if (name !== "the label of a stage") {
      expect(reported).toHaveBeenCalledWith(fault);
    }
  });

  test("onSignIn", async () => {
    const onDone = vi.fn();
    const { user, create, status } = await signUp({ onDone, onSignIn: thrower });
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(reported).toHaveBeenCalled();
    await create();
    await waitFor(() => expect(status()).toBe("done"));
    expect(onDone).toHaveBeenCalledOnce();
  });

  test("estimateStrength", async () => {
    const { create, status } = await signUp({ estimateStrength: thrower });
    await create();
    await waitFor(() => expect(status()).toBe("done"));
  });

  test.each([
    ["throws", thrower],
    ["rejects", () => Promise.reject(fault)],
  ])("onDone, which %s once, is repeated and makes no second account", async (_, fails) => {
    const onDone = vi.fn<(result: unknown) => unknown>().mockImplementationOnce(fails);
    const { user, create, status, accounts } = await signUp({
      onDone: onDone as NonNullable<RegisterCardProps["onDone"]>,
    });
    await create();
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(2));
    expect(onDone.mock.calls[1]?.[0]).toEqual(onDone.mock.calls[0]?.[0]);
    expect(status()).toBe("done");
    expect(accounts).toHaveLength(1);
  });
});

describe("after a return", () => {
  test("a subscriber that throws does not keep the account from the app", async () => {
    const fake = createFakeHomeserver(scenarios.oidcSso.options);
    const returned = createReturn(await returnFromSso(fake));
    const onDone = vi.fn();
    returned.subscribe(thrower);
    returned.start({ fetch: fake.fetch });
    returned.handTo(onDone);
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    await waitFor(() => {
      expect(returned.getSnapshot()).toMatchObject({ status: "signedIn", handover: "done" });
    });
    expect(reported).toHaveBeenCalledWith(fault);
  });

  test("an onDone that throws can be repeated", async () => {
    const fake = createFakeHomeserver(scenarios.oidcSso.options);
    const returned = createReturn(await returnFromSso(fake));
    const onDone = vi.fn().mockImplementationOnce(thrower);
    returned.start({ fetch: fake.fetch });
    returned.handTo(onDone);
    await waitFor(() => expect(returned.getSnapshot()).toMatchObject({ handover: "failed" }));
    returned.retryHandover();
    await waitFor(() => expect(returned.getSnapshot()).toMatchObject({ handover: "done" }));
    expect(onDone.mock.calls[1]?.[0]).toEqual(onDone.mock.calls[0]?.[0]);
  });
});
