"use client";
import { forwardRef, type ReactElement, type ReactNode } from "react";
import type { RootProps } from "../components/context/appTypes.js";
import * as Register from "../components/parts.js";
import type { CardSlots } from "./CardSlots.js";
import { cardIcons } from "./cardIcons.js";

/** Those of `Register.Root`. `children` come below a made account: where to go next. */
export type RegisterCardProps = RootProps & {
  /** The app's own content in the card: logo, header, footer, help, before and after the form. */
  readonly slots?: CardSlots | undefined;
  /** The colours. Default: those around the card, by `data-theme` or a class; else those of the system. */
  readonly theme?: "light" | "dark" | "system" | undefined;
  /** Whether the card has no border, shadow, padding and background, for a card within another. */
  readonly bare?: boolean | undefined;
};

/**
 * The whole of signing up as one card, made of the public parts. Wants `styles.css`; what it looks
 * like follows the custom properties listed there.
 */
export const RegisterCard = forwardRef<HTMLElement, RegisterCardProps>(function RegisterCard(
  { children, className, icons, slots = {}, theme, bare = false, ...rest },
  ref,
) {
  return (
    <Register.Root
      {...rest}
      icons={icons === undefined ? cardIcons : { ...cardIcons, ...icons }}
      ref={ref}
      className={className === undefined ? "mrk-card" : `mrk-card ${className}`}
      {...(theme !== undefined && { "data-theme": theme })}
      {...(bare && { "data-bare": "" })}
    >
      <Register.Announcer />
      <Slot name="logo">{slots.logo}</Slot>
      <Slot name="header">{slots.header}</Slot>
      {/* Each has the heading while it is what is shown. */}
      <Register.HomeserverStatus />
      <Register.OAuthSignUp />
      <Register.SsoSignUp />
      <Register.Heading />
      <Slot name="before-form">{slots.beforeForm}</Slot>
      <Register.HomeserverField />
      <Register.OtherMethods only="preferred" />
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
      <Slot name="after-form">{slots.afterForm}</Slot>
      <Register.Stage />
      <Register.Outcome>{children}</Register.Outcome>
      <Register.OtherMethods only="rest" />
      <Register.Pause />
      <Register.SignIn />
      <Slot name="help">{slots.help}</Slot>
      <Slot name="footer">{slots.footer}</Slot>
    </Register.Root>
  );
});

function Slot({ name, children }: { name: string; children: ReactNode }): ReactElement | null {
  return children === undefined || children === null ? null : (
    <div data-slot={name}>{children}</div>
  );
}
