"use client";
import { useEffect } from "react";
import type { Way } from "../../discovery/ways.js";
import { useRoot } from "./RootContext.js";
import type { WayName } from "./useWays.js";

/**
 * For a part that makes accounts in one way: the way while it is the chosen one, else `null`. Tells
 * the root that there is such a part, so that the way is offered.
 */
export function useWay<Name extends WayName>(
  name: Name,
  part: string,
): Extract<Way, { way: Name }> | null {
  const { way, addWay } = useRoot(part);
  useEffect(() => addWay(name), [addWay, name]);
  return isNamed(way, name) ? way : null;
}

function isNamed<Name extends WayName>(
  way: Way | null,
  name: Name,
): way is Extract<Way, { way: Name }> {
  return way?.way === name;
}
