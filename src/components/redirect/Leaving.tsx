"use client";
import type { ReactElement } from "react";
import { useApp } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph } from "../ui/Elements.js";
import { Text } from "../ui/Text.js";
import { useIsSlow } from "../ui/useIsSlow.js";

/** The time after which the wait is told once more, in ms. */
const slow = 4_000;

/** Tells where the user is taken, and that it takes long, with a button to stay. */
export function Leaving({
  to,
  focusGoesTo,
  onCancel,
}: {
  /** The host, in ASCII; `null` while the user stays. */
  readonly to: string | null;
  /** Selector of the button that was pressed to leave. It takes the focus of a user who stays. */
  readonly focusGoesTo: string;
  readonly onCancel: () => void;
}): ReactElement {
  const { translator, clock } = useApp("Register.Root");
  const isSlow = useIsSlow(to !== null, slow, clock);
  return (
    <>
      <Paragraph role="status" data-part="leaving">
        {to !== null && <Text parts={translator.text("oauth.going", { host: to })} names={[to]} />}
        {isSlow && <span>{` ${translator.text("wait.slow")}`}</span>}
      </Paragraph>
      {to !== null && (
        <ActionButton data-part="cancel" focusGoesTo={[focusGoesTo]} onClick={onCancel}>
          {translator.text("action.cancel")}
        </ActionButton>
      )}
    </>
  );
}
