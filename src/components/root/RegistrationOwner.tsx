"use client";
import { useEffect } from "react";
import { type UseRegister, useRegister } from "../../react/useRegister.js";
import type { RegistrationOptions } from "../../uia/run/registrationOptions.js";

/**
 * Makes the run beside the parts, not around them: a change of the homeserver or of the way ends the
 * run, but what was typed into the parts stays.
 */
export function RegistrationOwner({
  options,
  onChange,
}: {
  readonly options: RegistrationOptions;
  readonly onChange: (run: UseRegister | null) => void;
}): null {
  const run = useRegister(options);
  useEffect(() => {
    onChange(run);
    return () => {
      onChange(null);
    };
  }, [run, onChange]);
  return null;
}
