import type { RootValue } from "./RootContext.js";

/** The username in the account form, for parts that are not in it. */
export interface UsernameSoFar {
  /** The form says how to read it; the returned function takes that back. */
  offer: (read: () => string) => () => void;
  /** `undefined` where there is no form. */
  read: () => string | undefined;
}

export function createUsernameSoFar(): UsernameSoFar {
  let reader: (() => string) | null = null;
  return {
    offer: (read) => {
      reader = read;
      return () => {
        if (reader === read) reader = null;
      };
    },
    read: () => reader?.(),
  };
}

/** The username that is wished for: as it was typed, or as the form would begin with. */
export function usernameIn({
  usernameSoFar,
  defaultValues,
}: Pick<RootValue, "usernameSoFar" | "defaultValues">): string | undefined {
  const username = usernameSoFar.read() ?? defaultValues.username;
  return username === "" ? undefined : username;
}
