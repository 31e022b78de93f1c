import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import type { RootOptions } from "../../../src/components/context/appTypes.js";
import * as Register from "../../../src/components/parts.js";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { createTestClock } from "../../uia/testClock.js";
import { type ScriptedOptions, scriptedRegistration } from "../scriptedRegistration.js";

interface Options extends Partial<RootOptions>, ScriptedOptions {}

/** The stage of a run that stands where it is told to, on a clock that goes when it is told to. */
export function renderStage(
  first: Snapshot,
  { hasSession = true, opensFallback = "followLink", ...options }: Options = {},
) {
  const run = scriptedRegistration(first, { hasSession, opensFallback });
  const time = createTestClock(0);
  const rendered = render(
    <StrictMode>
      <Register.Root registration={run} clock={time.clock} {...options}>
        <Register.Announcer />
        <Register.Stage />
      </Register.Root>
    </StrictMode>,
  );
  return {
    ...rendered,
    calls: run.calls,
    user: userEvent.setup(),
    show: (next: Snapshot) => {
      act(() => {
        run.show(next);
      });
    },
    pass: (ms: number) => {
      act(() => {
        time.pass(ms);
      });
    },
  };
}
