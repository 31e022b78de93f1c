"use client";
import type { ReactElement } from "react";
import { useApp } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { ProblemText } from "../ui/problem/ProblemText.js";

/** Replaces parts that threw, and says what to do. */
export function Crashed({ tryAgain }: { readonly tryAgain: () => void }): ReactElement {
  const { translator } = useApp("Register.Root");
  return (
    <div data-part="crashed">
      <ProblemText role="alert">{translator.text("crashed.text")}</ProblemText>
      <ActionButton data-part="retry" onClick={tryAgain}>
        {translator.text("action.tryAgain")}
      </ActionButton>
    </div>
  );
}
