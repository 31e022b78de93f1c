"use client";
import { type ReactElement, useState } from "react";
import type { Problem } from "../../uia/machine/problem.js";
import { Countdown } from "../ui/Countdown.js";
import { ProblemMessage } from "../ui/ProblemMessage.js";

/** A problem that belongs to no input. The same one told once more is a new alert. */
export function StageAlert({ problem }: { problem: Problem | null }): ReactElement | null {
  const [told, setTold] = useState({ problem, count: 0 });
  if (told.problem !== problem) setTold({ problem, count: told.count + 1 });
  if (problem === null) return null;
  return (
    <>
      <ProblemMessage key={told.count} problem={problem} role="alert" />
      <Countdown until={problem.retryAt} />
    </>
  );
}
