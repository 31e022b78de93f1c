"use client";
import { type ReactElement, useState } from "react";
import type { LateModule } from "../../uia/browser/lateModule.js";
import { useApp } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { ProblemText } from "../ui/problem/ProblemText.js";

/** Tells that code could not be loaded, and tries again. Its words come with the first code. */
export function NotLoaded({
  late,
  sendsAgain = false,
  onRetry,
}: {
  readonly late: Pick<LateModule<unknown>, "load">;
  /** Whether the form around it is sent once the code is loaded. */
  readonly sendsAgain?: boolean;
  /** Called with each press. */
  readonly onRetry?: () => void;
}): ReactElement {
  const { translator } = useApp("Register.Root");
  const [isTrying, setIsTrying] = useState(false);
  const [failures, setFailures] = useState(1);
  const retry = (form: HTMLFormElement | null) => {
    onRetry?.();
    setIsTrying(true);
    // Once it is loaded, the part takes this place.
    late.load().then(
      () => sendsAgain && form?.requestSubmit(),
      () => {
        setIsTrying(false);
        setFailures((before) => before + 1);
      },
    );
  };
  return (
    <div data-part="problem" data-code="notLoaded">
      {/* Firefox and Safari never ask again for code that failed once. */}
      <ProblemText key={failures} role="alert">
        {translator.text(failures > 1 ? "chunk.reload" : "returned.notLoaded")}
      </ProblemText>
      <ActionButton
        data-part="retry"
        isBusy={isTrying}
        onClick={(event) => retry(event.currentTarget.form)}
      >
        {translator.text("action.tryAgain")}
      </ActionButton>
    </div>
  );
}
