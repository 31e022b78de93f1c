"use client";
import { useEffect } from "react";
import type { SignUpMethod } from "../../discovery/methods.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { StageDefinition } from "../context/stageTypes.js";

/** Loads the stages that every flow contains, while the form is being sent. */
export function usePreloadedStages(
  registration: UseRegister | null,
  method: SignUpMethod | null,
  stages: ReadonlyMap<string, StageDefinition>,
): void {
  const isSending = registration?.status === "account" && registration.activity === "sending";
  useEffect(() => {
    if (!isSending || method?.type !== "uia") return;
    const [first = [], ...others] = method.flows;
    for (const type of first.filter((each) => others.every((flow) => flow.includes(each)))) {
      // The stage itself reports a failure to load, and offers to try again.
      stages
        .get(type)
        ?.preload?.()
        .catch(() => undefined);
    }
  }, [isSending, method, stages]);
}
