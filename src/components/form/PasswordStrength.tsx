"use client";
import { type ReactElement, useEffect, useState } from "react";
import { useRoot } from "../context/RootContext.js";

export const strengths = ["weak", "fair", "strong"] as const;

/** How easily a password is guessed. */
export type Strength = (typeof strengths)[number];

/**
 * Says how easily a password is guessed. `known` is what a guesser knows already, such as the username.
 * It is advice alone: what is accepted is the homeserver's to say.
 */
export type EstimateStrength = (password: string, known: readonly string[]) => Promise<Strength>;

/** Whoever types is not interrupted. In ms. */
const rest = 400;

/** What the root's `estimateStrength` makes of the password, once typing rests. */
export function PasswordStrength({
  input,
  username,
}: {
  readonly input: HTMLInputElement | null;
  readonly username: string;
}): ReactElement | null {
  const { translator, clock, estimateStrength, serverName } = useRoot("Register.PasswordField");
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
        void estimateStrength(input.value, [username, serverName])
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
    return () => {
      stop();
      input.removeEventListener("input", listen);
    };
  }, [input, username, serverName, clock, estimateStrength]);

  if (estimateStrength === undefined) return null;
  return (
    <p data-part="password-strength" data-strength={strength ?? undefined} aria-live="polite">
      {strength !== null && translator.text(`password.strength.${strength}`)}
    </p>
  );
}
