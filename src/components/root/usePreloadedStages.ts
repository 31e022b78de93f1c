"use client";
import { useEffect } from "react";
import type { Way } from "../../discovery/ways.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { StageDefinition } from "../stages/defineStage.js";

/** Once the form is sent, what every flow will ask for is loaded beside it. */
export function usePreloadedStages(
  run: UseRegister | null,
  way: Way | null,
  stages: ReadonlyMap<string, StageDefinition>,
): void {
  const isSending = run?.status === "account" && run.activity === "sending";
  useEffect(() => {
    if (!isSending || way?.way !== "uia") return;
    const [first = [], ...others] = way.flows;
    for (const type of first.filter((each) => others.every((flow) => flow.includes(each)))) {
      // Whoever comes to the stage is told what went wrong, and tries again.
      stages
        .get(type)
        ?.preload?.()
        .catch(() => undefined);
    }
  }, [isSending, way, stages]);
}
