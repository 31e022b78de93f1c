"use client";
import { createContext, useContext } from "react";
import type { UseRegister } from "./useRegister.js";

const Context = createContext<UseRegister | null>(null);
Context.displayName = "Register.Root (registration)";

/** Provides the registration to the app's own components inside the parts. */
export const RegistrationProvider = Context.Provider;

/** The registration of the `Register.Root` around. Throws outside of its form, stage and outcome. */
export function useRegistrationContext(): UseRegister {
  const registration = useContext(Context);
  if (registration === null) {
    throw new Error(
      "useRegistrationContext() found no registration. Call it inside Register.AccountForm, Register.Stage or Register.Outcome.",
    );
  }
  return registration;
}
