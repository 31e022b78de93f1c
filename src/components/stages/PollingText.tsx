"use client";
import type { ReactElement } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import type { Polling } from "../../uia/machine/types.js";

/** That nothing is looked for by itself just now. Its place is there before, so that it is read out. */
export function PollingText({
  watch,
  translator,
}: {
  readonly watch: Polling;
  readonly translator: Translator;
}): ReactElement {
  return (
    <div data-part="polling" aria-live="polite">
      {(watch === "offline" || watch === "ended") && (
        <p>{translator.text(`stage.watch.${watch}`)}</p>
      )}
    </div>
  );
}
