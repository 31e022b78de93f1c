"use client";
import type { ReactElement } from "react";
import { waitText } from "../../locales/waitText.js";
import { useRoot } from "../context/RootContext.js";
import { useCountdown } from "./useCountdown.js";

/** How long something has to wait. It runs every second, so that it is not read out. */
export function Countdown({ until }: { readonly until: number | undefined }): ReactElement | null {
  const { translator, clock } = useRoot("Register.Stage");
  const left = useCountdown(clock, until);
  return until === undefined ? null : <p data-part="countdown">{waitText(left, translator)}</p>;
}
