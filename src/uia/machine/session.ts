import type { SessionFacts, State } from "./state.js";

const newSession: SessionFacts = {
  hasId: false,
  completed: [],
  validatedAddress: { email: null, phone: null },
  seen: [],
  interacted: false,
  autoSent: [],
  inDoubt: false,
};

/** The facts of the session; those of a new one before the first answer in it. */
export function factsOf({ session }: Pick<State, "session">): SessionFacts {
  return session ?? newSession;
}

/** Changes facts of the session. */
export function withFacts<S extends State>(state: S, change: Partial<SessionFacts>): S {
  return { ...state, session: { ...factsOf(state), ...change } };
}

/** Whether the account may exist: only a 401 with flows, or an account, ends the doubt. */
export function isInDoubt({ session, task }: Pick<State, "session" | "task">): boolean {
  return session?.inDoubt === true || task.type === "checking";
}

/** Whether a session before this one, which was begun anew unseen, may have made the account. */
export function isAfterDoubt({ restarted, possiblyCreated, account }: State): boolean {
  return restarted && possiblyCreated === (account?.username ?? "");
}

/** Whether there is a session that the homeserver can be asked about. */
export function hasSession({ session }: Pick<State, "session">): boolean {
  return session?.hasId === true;
}
