import type { Event, EventOf, Step } from "../event.js";
import type { State, Task, View } from "../state.js";

/**
 * The rows of the machine's table. A stage has three: `stage` is done here, `message` needs a mail or
 * a text message, `page` is done on the homeserver's own page.
 */
export type Screen = View["status"] | "message" | "page";

/**
 * The columns within a row. `queued`: a poll whose answer another step waits for; `rateLimited`: a pause
 * that may not end yet; `cancelling`: a request in flight whose end is learned before the form is back.
 */
export type Phase = Task["type"] | "queued" | "rateLimited" | "cancelling";

type ViewOf<S extends Screen> = S extends "message" | "page"
  ? Extract<View, { status: "stage" }>
  : Extract<View, { status: S }>;

type TaskOf<P extends Phase> = P extends "queued"
  ? Extract<Task, { type: "polling" }>
  : P extends "rateLimited"
    ? Extract<Task, { type: "paused" }>
    : P extends "cancelling"
      ? Extract<Task, { type: "registering" | "polling" | "checking" }>
      : Extract<Task, { type: P }>;

/** The state in a phase, on whichever screen. */
export type StateIn<P extends Phase> = State & { readonly task: TaskOf<P> };

/** The state on a screen, in a phase. */
export type StateAt<S extends Screen, P extends Phase = Phase> = StateIn<P> & {
  readonly view: ViewOf<S>;
};

type Handler<S extends Screen, P extends Phase, T extends Event["type"]> = (
  state: StateAt<S, P>,
  event: EventOf<T>,
) => Step;

/** The handlers of one screen by event: one for all phases, or one a phase. A missing one is *stays*. */
export type Handlers<S extends Screen> = {
  readonly [T in Event["type"]]?:
    | Handler<S, Phase, T>
    | { readonly [P in Phase]?: Handler<S, P, T> };
};
