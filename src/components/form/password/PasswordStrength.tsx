"use client";
import { type ReactElement, useEffect, useState } from "react";
import { useFormContext } from "react-hook-form";
import type { AccountValues } from "../../context/AccountFormContext.js";
import type { Strength } from "../../context/appTypes.js";
import { useApp, useHomeserverContext } from "../../context/contexts.js";
import { Paragraph } from "../../ui/Elements.js";

/** The pause in typing before an estimate, in ms. */
const rest = 400;

/** The strength of the password by the root's `estimateStrength`, after a pause in typing. */
export function PasswordStrength({
  input,
}: {
  readonly input: HTMLInputElement | null;
}): ReactElement | null {
  const { getValues, subscribe } = useFormContext<AccountValues>();
  const { translator, clock, estimateStrength } = useApp("Register.PasswordField");
  const { serverName } = useHomeserverContext("Register.PasswordField");
  const [strength, setStrength] = useState<Strength | null>(null);

  useEffect(() => {
    if (input === null || estimateStrength === undefined) return undefined;
    let stop = (): void => undefined;
    const listen = () => {
      stop();
      let isWanted = true;
      const cancel = clock.wait(rest, () => {
        if (input.value === "") {
          setStrength(null);
          return;
        }
        // Without an estimate there is no advice.
        void estimateStrength(input.value, [getValues("username"), serverName])
          .catch(() => null)
          .then((estimated) => {
            if (isWanted) setStrength(estimated);
          });
      });
      stop = () => {
        isWanted = false;
        cancel();
      };
    };
    listen();
    input.addEventListener("input", listen);
    // A password like the username is weaker. Nothing is rendered for a key of that.
    const unsubscribe = subscribe({
      name: "username",
      exact: true,
      formState: { values: true },
      callback: listen,
    });
    return () => {
      stop();
      unsubscribe();
      input.removeEventListener("input", listen);
    };
  }, [input, getValues, subscribe, serverName, clock, estimateStrength]);

  if (estimateStrength === undefined) return null;
  return (
    <Paragraph
      data-part="password-strength"
      data-strength={strength ?? undefined}
      aria-live="polite"
    >
      {strength !== null && translator.text(`password.strength.${strength}`)}
    </Paragraph>
  );
}
