"use client";
import type { ReactElement } from "react";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { useIsSlow } from "../ui/useIsSlow.js";

/** What takes longer than this, in ms, is spoken of once more. */
const slow = 4_000;

/** While somebody is taken to another page: where, that it takes long, and the way to stay. */
export function Leaving({
  to,
  focusGoesTo,
  onCancel,
}: {
  /** A host, in ASCII; `null` while nobody leaves. */
  readonly to: string | null;
  /** Who stays finds themselves here: the button that was pressed to leave, by its selector. */
  readonly focusGoesTo: string;
  readonly onCancel: () => void;
}): ReactElement {
  const { translator, clock } = useRoot("Register.Root");
  const isSlow = useIsSlow(to !== null, slow, clock);
  return (
    <>
      <p role="status" data-part="leaving">
        {to !== null && translator.text("oauth.going", { host: to })}
        {isSlow && ` ${translator.text("wait.slow")}`}
      </p>
      {to !== null && (
        <ActionButton data-part="cancel" focusGoesTo={[focusGoesTo]} onClick={onCancel}>
          {translator.text("action.cancel")}
        </ActionButton>
      )}
    </>
  );
}
