"use client";
import { forwardRef } from "react";
import * as Register from "../components/parts.js";
import type { RootProps } from "../components/Root.js";
import { cardIcons } from "./cardIcons.js";

/** Those of `Register.Root`. `children` come below a made account: where to go next. */
export type RegisterCardProps = RootProps;

/**
 * The whole of signing up as one card, made of the public parts. Wants `styles.css`; what it looks
 * like follows the custom properties listed there.
 */
export const RegisterCard = forwardRef<HTMLElement, RegisterCardProps>(function RegisterCard(
  { children, className, icons, ...rest },
  ref,
) {
  return (
    <Register.Root
      {...rest}
      icons={icons === undefined ? cardIcons : { ...cardIcons, ...icons }}
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
        <Register.PhoneField />
        <Register.RegistrationTokenField />
        <Register.StageFields />
        <Register.PoliciesField />
        <Register.Submit />
      </Register.AccountForm>
      <Register.OtherWays />
      <Register.Stage />
      <Register.Outcome>{children}</Register.Outcome>
      <Register.Pause />
      <Register.SignIn />
    </Register.Root>
  );
});
