"use client";
import { type ForwardedRef, forwardRef, type ReactNode } from "react";
import * as Register from "../components/parts.js";
import type { RootProps } from "../components/Root.js";

export type RegisterCardProps = Omit<RootProps, "children"> & {
  /** Comes below a made account: where to go next. */
  readonly children?: ReactNode;
};

/**
 * The whole of signing up as one card, made of the public parts. Wants `styles.css`; what it looks
 * like follows the custom properties listed there.
 */
export const RegisterCard = forwardRef(function RegisterCard(
  { children, className, ...rest }: RegisterCardProps,
  ref: ForwardedRef<HTMLElement>,
) {
  // The union of the two kinds of root does not survive a rest.
  const props = rest as RootProps;
  return (
    <Register.Root
      {...props}
      ref={ref}
      className={className === undefined ? "mrk-card" : `mrk-card ${className}`}
    >
      <Register.Announcer />
      <Register.HomeserverStatus />
      <Register.Heading />
      <Register.AccountForm>
        <Register.ErrorSummary />
        <Register.GuestToggle />
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.EmailField />
        <Register.RegistrationTokenField />
        <Register.PoliciesField />
        <Register.Submit />
      </Register.AccountForm>
      <Register.Stage />
      <Register.Outcome>{children}</Register.Outcome>
      <Register.Pause />
      <Register.SignIn />
    </Register.Root>
  );
});
