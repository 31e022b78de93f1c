import { act, type RenderResult, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { type ReactNode, StrictMode } from "react";
import { Register, type Snapshot } from "../../src/index.js";
import { type ScriptedRegistration, scriptedRegistration } from "./scriptedRegistration.js";

export interface Rendered extends RenderResult {
  readonly registration: ScriptedRegistration;
  readonly user: UserEvent;
  /** Sets another snapshot and lets React render it. */
  readonly show: (snapshot: Snapshot) => void;
}

/** Renders parts on a registration with the given snapshot, in StrictMode. */
export function renderWithRegistration(
  parts: ReactNode,
  { snapshot, ...options }: Register.Root.Options & { readonly snapshot?: Snapshot } = {},
): Rendered {
  const registration = scriptedRegistration(snapshot);
  const rendered = render(
    <StrictMode>
      <Register.Root registration={registration} fetch={nothingAnswers} {...options}>
        {parts}
      </Register.Root>
    </StrictMode>,
  );
  return {
    ...rendered,
    registration,
    user: userEvent.setup(),
    show: (next) => {
      act(() => {
        registration.show(next);
      });
    },
  };
}

/** A homeserver that answers 404 to everything, but that it has pages for stages. */
export const nothingAnswers = (url: string): Promise<Response> => {
  const isPage = url.endsWith("/fallback/web");
  const body = { errcode: isPage ? "M_UNKNOWN" : "M_UNRECOGNIZED", error: "" };
  return Promise.resolve(Response.json(body, { status: isPage ? 400 : 404 }));
};

/** A clock that the test moves. */
export function manualClock() {
  let now = 0;
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    wait: (ms: number, callback: () => void) => {
      const entry = { at: now + ms, callback };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    /** Lets time pass, timer by timer. */
    pass: (ms: number) => {
      const end = now + ms;
      act(() => {
        for (;;) {
          const [next] = [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
          if (next === undefined) break;
          waiting.delete(next);
          now = Math.max(now, next.at);
          next.callback();
        }
        now = end;
      });
    },
    /** The number of timers. */
    get waiting() {
      return waiting.size;
    },
  };
}
