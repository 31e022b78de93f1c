"use client";
import { useEffect } from "react";
import type { SignUpMethod } from "../../discovery/methods.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { StageDefinition } from "../stages/defineStage.js";

/** Once the form is sent, what every flow will ask for is loaded beside it. */
export function usePreloadedStages(
  run: UseRegister | null,
  method: SignUpMethod | null,
  stages: ReadonlyMap<string, StageDefinition>,
): void {
  const isSending = run?.status === "account" && run.activity === "sending";
  useEffect(() => {
    if (!isSending || method?.type !== "uia") return;
    const [first = [], ...others] = method.flows;
    for (const type of first.filter((each) => others.every((flow) => flow.includes(each)))) {
      // Whoever comes to the stage is told what went wrong, and tries again.
      stages
        .get(type)
        ?.preload?.()
        .catch(() => undefined);
    }
  }, [isSending, method, stages]);
}
