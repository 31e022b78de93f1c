/** How a pause goes on when the account form was changed in it. */
export interface Resubmission {
  /** The form says how to send itself anew; the returned function takes the offer back. */
  offer: (submit: () => void) => () => void;
  /** Sends the form, if that is on offer, and says whether it did. */
  take: () => boolean;
}

export function createResubmission(): Resubmission {
  let submit: (() => void) | null = null;
  return {
    offer: (offered) => {
      submit = offered;
      return () => {
        if (submit === offered) submit = null;
      };
    },
    take: () => {
      submit?.();
      return submit !== null;
    },
  };
}
