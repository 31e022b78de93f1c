"use client";
import { type ComponentPropsWithoutRef, forwardRef, type ReactElement } from "react";
import type { ButtonKind } from "../context/appTypes.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Link, Paragraph } from "../ui/Elements.js";

export declare namespace SignIn {
  type Props = Omit<ComponentPropsWithoutRef<"p">, "children">;
}

/**
 * *Sign in* for users who have an account, by the root's `onSignIn` or `signInUrl`. The `Outcome` offers
 * it itself.
 */
export const SignIn = forwardRef<HTMLParagraphElement, SignIn.Props>(function SignIn(props, ref) {
  const { translator, onSignIn, signInUrl } = useApp("Register.SignIn");
  const { returned } = useHomeserverContext("Register.SignIn");
  const { registration } = useRegistrationView("Register.SignIn");
  if (returned !== null) return null;
  if (onSignIn === undefined && signInUrl === undefined) return null;
  if (registration !== null && registration.status !== "account" && registration.status !== "stage")
    return null;
  return (
    <Paragraph ref={ref} data-part="sign-in" {...props}>
      <span>{`${translator.text("signIn.question")} `}</span>
      <SignInAction kind="link" />
    </Paragraph>
  );
});

/** Advice where the app names no way to sign in. */
export function SignInElsewhere(): ReactElement | null {
  const { translator, onSignIn, signInUrl } = useApp("Register.SignIn");
  if (onSignIn !== undefined || signInUrl !== undefined) return null;
  return <Paragraph>{translator.text("signIn.elsewhere")}</Paragraph>;
}

/** The button or link alone. */
export function SignInAction({ kind }: { readonly kind?: ButtonKind }): ReactElement | null {
  const { translator, onSignIn, signInUrl } = useApp("Register.SignIn");
  const { found } = useHomeserverContext("Register.SignIn");
  const label = translator.text("action.signIn");
  if (onSignIn !== undefined) {
    return (
      <ActionButton
        data-part="sign-in-action"
        kind={kind}
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
    <Link data-part="sign-in-action" kind={kind} href={signInUrl}>
      {label}
    </Link>
  );
}
