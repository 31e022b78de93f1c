"use client";
import type { ReactElement } from "react";
import type { StageProps } from "./defineStage.js";
import { LookButton } from "./LookButton.js";
import { StageAlert } from "./StageAlert.js";

/**
 * The way to the homeserver's own page, by a plain link that gives that page no hold on ours, and
 * the button for who comes back from it.
 */
export function HomeserverPage({
  url,
  next,
  problem,
  activity,
  submit,
  translator,
}: Pick<StageProps, "problem" | "activity" | "submit" | "translator"> & {
  readonly url: string;
  /** What to do after that. */
  readonly next: string;
}): ReactElement {
  return (
    <>
      <p>{next}</p>
      <StageAlert problem={problem} />
      <div data-part="actions">
        <a data-part="fallback-link" href={url} target="_blank" rel="noopener noreferrer">
          {translator.text("stage.fallback.open", { host: new URL(url).host })}
        </a>
        <LookButton
          label={translator.text("action.finished")}
          isBusy={activity !== "idle"}
          onLook={() => submit({})}
        />
      </div>
    </>
  );
}
