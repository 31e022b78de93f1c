import type { ReactNode } from "react";

/** Places in the card for the app's own content. */
export interface CardSlots {
  /** Above all else. */
  readonly logo?: ReactNode;
  /** Below the logo, in every step. */
  readonly header?: ReactNode;
  /** Above the account form, while that is shown. */
  readonly beforeForm?: ReactNode;
  /** Below the account form, while that is shown. */
  readonly afterForm?: ReactNode;
  /** Where to find help: at the same place in every step. */
  readonly help?: ReactNode;
  /** Below all else. */
  readonly footer?: ReactNode;
}
