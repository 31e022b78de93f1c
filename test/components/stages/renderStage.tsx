import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import type { RootOptions } from "../../../src/components/context/appTypes.js";
import * as Register from "../../../src/components/parts.js";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { createTestClock } from "../../uia/testClock.js";
import { type ScriptedOptions, scriptedRegistration } from "../scriptedRegistration.js";

interface Options extends Partial<RootOptions>, ScriptedOptions {}

/** Renders the stage of a scripted registration, on a clock that the test moves. */
export function renderStage(
  first: Snapshot,
  { hasSession = true, opensFallback = "followLink", ...options }: Options = {},
) {
  const registration = scriptedRegistration(first, { hasSession, opensFallback });
  const time = createTestClock(0);
  const rendered = render(
    <StrictMode>
      <Register.Root registration={registration} clock={time.clock} {...options}>
        <Register.Announcer />
        <Register.Stage />
      </Register.Root>
    </StrictMode>,
  );
  return {
    ...rendered,
    calls: registration.calls,
    user: userEvent.setup(),
    show: (next: Snapshot) => {
      act(() => {
        registration.show(next);
      });
    },
    pass: (ms: number) => {
      act(() => {
        time.pass(ms);
      });
    },
  };
}
