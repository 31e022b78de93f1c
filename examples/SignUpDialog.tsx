import { RegisterCard, type RegisterCardProps } from "matrix-register-kit/card";
import "matrix-register-kit/styles.css";
import { type ReactElement, useRef, useState } from "react";
import "./signUpDialog.css";

/**
 * Sign-up in a modal dialog. The card comes with the first opening, since it asks the homeserver at once,
 * and then stays: whoever closes the dialog by mistake finds everything as it was.
 */
export function SignUpDialog(props: RegisterCardProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [hasOpened, setHasOpened] = useState(false);
  const open = () => {
    setHasOpened(true);
    dialog.current?.showModal();
  };
  const close = (
    <form method="dialog" className="sign-up-dialog-close">
      <button type="submit">Close</button>
    </form>
  );
  return (
    <>
      <button type="button" onClick={open}>
        Sign up
      </button>
      <dialog ref={dialog} className="sign-up-dialog" aria-label="Sign up">
        {hasOpened && <RegisterCard {...props} slots={{ header: close }} />}
      </dialog>
    </>
  );
}
