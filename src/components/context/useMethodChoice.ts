"use client";
import { useCallback, useMemo, useState } from "react";
import { identityOf } from "../../discovery/identity.js";
import type { MethodType, SignUpMethod } from "../../discovery/methods.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { HomeserverState } from "../../react/useHomeserver.js";

export interface MethodChoice {
  /** The chosen method; `null` until the homeserver is found, and where it has none. */
  readonly method: SignUpMethod | null;
  /** The other methods that a part on the page offers. */
  readonly otherMethods: readonly SignUpMethod[];
  /** Whether a part on the page offers the chosen method. */
  readonly isMethodPlaced: boolean;
  /** Chooses another of the homeserver's methods. */
  readonly chooseMethod: (type: MethodType) => void;
  /** Registers a part for a method; the returned function takes it back. */
  readonly addMethod: (type: MethodType) => () => void;
}

/**
 * The choice among a homeserver's methods: the user's choice there, else the preferred method, else the
 * first that a part on the page offers.
 */
export function useMethodChoice(
  state: HomeserverState | null,
  { hasClientId = false, trust }: { readonly hasClientId?: boolean; readonly trust?: Trust } = {},
): MethodChoice {
  const [placed, setPlaced] = useState<readonly MethodType[]>([]);
  const addMethod = useCallback((type: MethodType) => {
    setPlaced((before) => [...before, type]);
    return () => {
      setPlaced((before) => before.toSpliced(before.indexOf(type), 1));
    };
  }, []);

  const found = state?.status === "found" ? state : null;
  const key = found === null ? null : identityOf({ homeserver: found.homeserver, trust });
  const [choice, setChoice] = useState<{ type: MethodType; key: string | null } | null>(null);
  const chooseMethod = useCallback((type: MethodType) => setChoice({ type, key }), [key]);
  const chosen = choice !== null && choice.key === key ? choice.type : null;

  return useMemo(() => {
    const { methods = [], preferred = null } = found ?? {};
    const isOffered = (each: SignUpMethod) => {
      if (each.type === "uia") return true;
      // An account page that takes no new client needs one with an ID.
      const isKnown = each.type !== "oauth" || hasClientId || each.metadata.registrationEndpoint;
      return Boolean(isKnown) && placed.includes(each.type);
    };
    const wanted = methods.find(({ type }) => type === chosen) ?? preferred;
    const method =
      wanted === null || isOffered(wanted) ? wanted : (methods.find(isOffered) ?? wanted);
    return {
      method,
      otherMethods: methods.filter((each) => each !== method && isOffered(each)),
      isMethodPlaced: method !== null && isOffered(method),
      chooseMethod,
      addMethod,
    };
  }, [found, chosen, placed, hasClientId, chooseMethod, addMethod]);
}
