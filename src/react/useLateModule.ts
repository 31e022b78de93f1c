"use client";
import { useEffect, useSyncExternalStore } from "react";
import type { Late, LateModule } from "../uia/browser/lateModule.js";

/** Loads a module once it is wanted. In the markup of a server there is none. */
export function useLateModule<Module>(late: LateModule<Module>, isWanted: boolean): Late<Module> {
  const state = useSyncExternalStore(late.subscribe, late.getSnapshot, notThere);
  useEffect(() => {
    // The state tells of a failure.
    if (isWanted) late.load().catch(() => undefined);
  }, [late, isWanted]);
  return state;
}

const absent = { status: "absent", module: null } as const;

function notThere(): typeof absent {
  return absent;
}
