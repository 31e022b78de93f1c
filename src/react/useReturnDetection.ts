"use client";
import { useEffect } from "react";
import type { Clock } from "../uia/machine/types.js";

/** The time that a browser may take to be elsewhere, in ms. */
const longest = 30_000;

/**
 * Calls back when a user who was sent away is on the page all the same: back by the browser's own
 * button, or never gone. Nothing tells that a navigation was stopped, or led to a download, or happened
 * in a window that was closed. So leaving has an end.
 */
export function useReturnDetection(isLeaving: boolean, clock: Clock, onStay: () => void): void {
  useEffect(() => {
    if (!isLeaving) return undefined;
    const wake = (event: PageTransitionEvent) => {
      if (event.persisted) onStay();
    };
    addEventListener("pageshow", wake);
    const stop = clock.wait(longest, onStay);
    return () => {
      removeEventListener("pageshow", wake);
      stop();
    };
  }, [isLeaving, clock, onStay]);
}
