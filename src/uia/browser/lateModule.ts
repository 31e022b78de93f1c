import { attempt } from "./attempt.js";

/** The state of a module that is loaded when it is needed. */
export type Late<Module> =
  | { readonly status: "absent" | "failed"; readonly module: null }
  | { readonly status: "loaded"; readonly module: Module };

/** A module that is loaded when it is needed, once for all who need it. */
export interface LateModule<Module> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Late<Module>;
  /** Loads it. After a failure the next call tries again. @throws what the import throws */
  readonly load: () => Promise<Module>;
}

const absent = { status: "absent", module: null } as const;
const failed = { status: "failed", module: null } as const;

/** Makes a module late by the function that imports it. */
export function lateModule<Module>(importIt: () => Promise<Module>): LateModule<Module> {
  let state: Late<Module> = absent;
  let loading: Promise<Module> | null = null;
  const listeners = new Set<() => void>();
  const become = (next: Late<Module>): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    getSnapshot: () => state,
    load: () => {
      loading ??= importIt().then(
        (module) => {
          become({ status: "loaded", module });
          return module;
        },
        (error: unknown) => {
          loading = null;
          become(failed);
          throw error;
        },
      );
      return loading;
    },
  };
}

/**
 * Loads a module once the browser has time, or after a moment where the browser cannot tell. A module that
 * failed is left alone: the user sees that, and tries again.
 */
export function loadWhenIdle(late: LateModule<unknown>): () => void {
  let isWanted = true;
  const act = () => {
    if (isWanted && late.getSnapshot().status === "absent") late.load().catch(() => undefined);
  };
  const asked = attempt(() => requestIdleCallback(act, { timeout: 2_000 }), null);
  // Safari has no such function.
  if (asked === null) setTimeout(act, 300);
  return () => {
    isWanted = false;
  };
}
