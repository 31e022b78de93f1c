"use client";
import { useCallback, useMemo, useState } from "react";
import type { Way } from "../../discovery/ways.js";
import type { HomeserverState } from "../../react/useHomeserver.js";

export type WayName = Way["way"];

export interface Ways {
  /** The chosen one; `null` until the homeserver is found, and where there is none. */
  readonly way: Way | null;
  /** The others that a part on the page can go. */
  readonly otherWays: readonly Way[];
  /** Whether a part on the page can go the chosen way. */
  readonly isWayPlaced: boolean;
  /** Goes another of the homeserver's ways. */
  readonly chooseWay: (name: WayName) => void;
  /** Says that a part on the page can go this way; the returned function takes it back. */
  readonly addWay: (name: WayName) => () => void;
}

/**
 * Which of a homeserver's ways is gone: the one the person chose there, or else the preferred one, or
 * else the first that a part on the page can go.
 */
export function useWays(
  state: HomeserverState | null,
  { hasClientId = false }: { readonly hasClientId?: boolean } = {},
): Ways {
  const [placed, setPlaced] = useState<readonly WayName[]>([]);
  const addWay = useCallback((name: WayName) => {
    setPlaced((before) => [...before, name]);
    return () => {
      setPlaced((before) => before.toSpliced(before.indexOf(name), 1));
    };
  }, []);

  const found = state?.status === "found" ? state : null;
  const baseUrl = found?.homeserver.baseUrl;
  const [choice, setChoice] = useState<{ name: WayName; baseUrl: string | undefined } | null>(null);
  const chooseWay = useCallback((name: WayName) => setChoice({ name, baseUrl }), [baseUrl]);
  const chosen = choice !== null && choice.baseUrl === baseUrl ? choice.name : null;

  return useMemo(() => {
    const { ways = [], preferred = null } = found ?? {};
    const canGo = (each: Way) => {
      if (each.way === "uia") return true;
      // Account pages that take no new client are for those that have an ID there.
      const isKnown = each.way !== "oauth" || hasClientId || each.metadata.registrationEndpoint;
      return Boolean(isKnown) && placed.includes(each.way);
    };
    const wanted = ways.find(({ way }) => way === chosen) ?? preferred;
    const way = wanted === null || canGo(wanted) ? wanted : (ways.find(canGo) ?? wanted);
    return {
      way,
      otherWays: ways.filter((each) => each !== way && canGo(each)),
      isWayPlaced: way !== null && canGo(way),
      chooseWay,
      addWay,
    };
  }, [found, chosen, placed, hasClientId, chooseWay, addWay]);
}
