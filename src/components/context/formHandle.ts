import type { RefObject } from "react";
import type { AccountDefaults } from "./appTypes.js";

/** The account form, for parts outside of it. */
export interface FormHandle {
  /** Sends the form if the user changed it since it was sent last. Returns whether it did. */
  readonly submit: () => boolean;
  /** The username as typed; `undefined` as long as there is no form to type it in. */
  readonly username: () => string | undefined;
}

/** The username that the user wishes for: as typed, or the form's initial one. */
export function wishedUsername({
  form,
  defaultValues,
}: {
  readonly form: RefObject<FormHandle | null>;
  readonly defaultValues: AccountDefaults;
}): string | undefined {
  const username = form.current?.username() ?? defaultValues.username;
  return username === "" ? undefined : username;
}
