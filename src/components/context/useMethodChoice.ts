"use client";
import { useCallback, useMemo, useState } from "react";
import type { MethodType, SignUpMethod } from "../../discovery/methods.js";
import type { HomeserverState } from "../../react/useHomeserver.js";

export interface MethodChoice {
  /** The chosen one; `null` until the homeserver is found, and where there is none. */
  readonly method: SignUpMethod | null;
  /** The others that a part on the page can go. */
  readonly otherMethods: readonly SignUpMethod[];
  /** Whether a part on the page can go the chosen method. */
  readonly isMethodPlaced: boolean;
  /** Goes another of the homeserver's methods. */
  readonly chooseMethod: (name: MethodType) => void;
  /** Says that a part on the page can go this method; the returned function takes it back. */
  readonly addMethod: (name: MethodType) => () => void;
}

/**
 * Which of a homeserver's methods is gone: the one the person chose there, or else the preferred one, or
 * else the first that a part on the page can go.
 */
export function useMethodChoice(
  state: HomeserverState | null,
  { hasClientId = false }: { readonly hasClientId?: boolean } = {},
): MethodChoice {
  const [placed, setPlaced] = useState<readonly MethodType[]>([]);
  const addMethod = useCallback((name: MethodType) => {
    setPlaced((before) => [...before, name]);
    return () => {
      setPlaced((before) => before.toSpliced(before.indexOf(name), 1));
    };
  }, []);

  const found = state?.status === "found" ? state : null;
  const baseUrl = found?.homeserver.baseUrl;
  const [choice, setChoice] = useState<{ name: MethodType; baseUrl: string | undefined } | null>(
    null,
  );
  const chooseMethod = useCallback((name: MethodType) => setChoice({ name, baseUrl }), [baseUrl]);
  const chosen = choice !== null && choice.baseUrl === baseUrl ? choice.name : null;

  return useMemo(() => {
    const { methods = [], preferred = null } = found ?? {};
    const canGo = (each: SignUpMethod) => {
      if (each.type === "uia") return true;
      // Account pages that take no new client are for those that have an ID there.
      const isKnown = each.type !== "oauth" || hasClientId || each.metadata.registrationEndpoint;
      return Boolean(isKnown) && placed.includes(each.type);
    };
    const wanted = methods.find(({ type }) => type === chosen) ?? preferred;
    const method = wanted === null || canGo(wanted) ? wanted : (methods.find(canGo) ?? wanted);
    return {
      method,
      otherMethods: methods.filter((each) => each !== method && canGo(each)),
      isMethodPlaced: method !== null && canGo(method),
      chooseMethod,
      addMethod,
    };
  }, [found, chosen, placed, hasClientId, chooseMethod, addMethod]);
}
