"use client";
import { createRequiredContext } from "./createRequiredContext.js";
import type { UseRegister } from "./useRegister.js";

/** The run that the parts of one `Register.Root` share. */
export const [RegistrationProvider, useRegistrationContext] = createRequiredContext<UseRegister>(
  "Register.Root",
  "registration",
);
