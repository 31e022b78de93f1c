import { act, fireEvent, screen } from "@testing-library/react";
import { Profiler, type ReactElement, type ReactNode } from "react";
import { expect, test } from "vitest";
import { Register } from "../../src/index.js";
import { manualClock, renderWithRegistration } from "./renderWithRegistration.js";
import { account } from "./scriptedRegistration.js";

/** Counts the renders of each named part. */
function counted() {
  const counts = new Map<string, number>();
  function Part({ name, children }: { name: string; children: ReactNode }): ReactElement {
    return (
      <Profiler id={name} onRender={() => counts.set(name, (counts.get(name) ?? 0) + 1)}>
        {children}
      </Profiler>
    );
  }
  return { Part, counts };
}

test("typing renders the username when it begins and when it rests, and a key nothing", async () => {
  const { Part, counts } = counted();
  const { user } = renderWithRegistration(
    <Register.AccountForm>
      <Part name="summary">
        <Register.ErrorSummary />
      </Part>
      <Part name="username">
        <Register.UsernameField />
      </Part>
      <Part name="password">
        <Register.PasswordField />
      </Part>
      <Part name="email">
        <Register.EmailField />
      </Part>
      <Part name="policies">
        <Register.PoliciesField />
      </Part>
      <Part name="submit">
        <Register.Submit />
      </Part>
    </Register.AccountForm>,
    { snapshot: account(), estimateStrength: () => Promise.resolve("weak") },
  );
  const username = screen.getByRole("textbox", { name: "Username" });
  const password = screen.getByLabelText("Password");
  await user.click(username);
  await user.keyboard("a");
  fireEvent.input(username, { target: { value: "al" } });
  counts.clear();
  for (const value of ["ali", "alice", "alice."]) fireEvent.input(username, { target: { value } });
  expect(Object.fromEntries(counts)).toEqual({});
  await screen.findByText(/could not be checked/, undefined, { timeout: 3_000 });
  expect([...counts.keys()]).toEqual(["username"]);

  await user.click(password);
  await user.keyboard("a");
  counts.clear();
  await user.keyboard("correct");
  expect(Object.fromEntries(counts)).toEqual({});
});

test("a second of a countdown renders the countdown alone", () => {
  const { Part, counts } = counted();
  const clock = manualClock();
  const problem = { code: "rateLimited", retryAt: clock.now() + 10_000 } as const;
  renderWithRegistration(
    <>
      <Register.Announcer />
      <Register.AccountForm>
        <Part name="username">
          <Register.UsernameField />
        </Part>
        <Part name="submit">
          <Register.Submit />
        </Part>
      </Register.AccountForm>
      <Part name="pause">
        <Register.Pause />
      </Part>
    </>,
    { snapshot: account({ activity: "paused", pause: problem }), clock },
  );
  const retry = screen.getByRole("button", { name: "Try again" });
  expect(retry).toHaveAttribute("aria-disabled", "true");
  counts.clear();
  act(() => clock.pass(1_000));
  expect(screen.getByText("You can try again in 9 seconds.")).toBeVisible();
  expect([...counts.keys()]).toEqual(["pause"]);
  act(() => clock.pass(9_000));
  expect(retry).not.toHaveAttribute("aria-disabled");
});
