"use client";
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement } from "react";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Link } from "../ui/Elements.js";

export type SignInProps = Omit<ComponentPropsWithoutRef<"p">, "children">;

/**
 * The way out for those who have an account already, by `onSignIn` or `signInUrl` of the root. Where
 * the `Outcome` is shown, that offers it.
 */
export const SignIn = forwardRef<HTMLParagraphElement, SignInProps>(function SignIn(props, ref) {
  const { translator, run, returned, onSignIn, signInUrl } = useRoot("Register.SignIn");
  if (returned !== null) return null;
  if (onSignIn === undefined && signInUrl === undefined) return null;
  if (run !== null && run.status !== "account" && run.status !== "stage") return null;
  return (
    <p ref={ref} data-part="sign-in" {...props}>
      {translator.text("signIn.question")} <SignInAction />
    </p>
  );
});

/** The button or link alone. */
export function SignInAction(): ReactElement | null {
  const { translator, found, onSignIn, signInUrl } = useRoot("Register.SignIn");
  const label = translator.text("action.signIn");
  if (onSignIn !== undefined) {
    return (
      <ActionButton
        data-part="sign-in-action"
        onClick={() => {
          onSignIn(found);
        }}
      >
        {label}
      </ActionButton>
    );
  }
  if (signInUrl === undefined) return null;
  return (
    <Link data-part="sign-in-action" href={signInUrl}>
      {label}
    </Link>
  );
}
