"use client";
import { useCallback, useMemo, useState } from "react";
import { identityOf } from "../../discovery/homeserver.js";
import type { MethodType, SignUpMethod } from "../../discovery/methods.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { HomeserverState } from "../../react/useHomeserver.js";
import { keepChosenMethod, readChosenMethod } from "./chosenMethod.js";

export interface MethodChoice {
  /** The chosen method; `null` until the homeserver is found, and where it has none. */
  readonly method: SignUpMethod | null;
  /** The other methods that a part on the page offers. */
  readonly otherMethods: readonly SignUpMethod[];
  /** Whether a part on the page offers the chosen method. */
  readonly isMethodPlaced: boolean;
  /** Chooses another of the homeserver's methods. */
  readonly chooseMethod: (type: MethodType) => void;
  /** Tells that a method did not work, so that every other one is offered. */
  readonly reportFailure: (type: MethodType) => void;
  /** Registers a part for a method; the returned function takes it back. */
  readonly addMethod: (type: MethodType) => () => void;
}

interface Chosen {
  readonly type: MethodType;
  readonly key: string | null;
}

/**
 * The choice among a homeserver's methods: the user's choice there, else the preferred method, else the
 * first that a part on the page offers. With `resume` the user's choice survives a reload.
 */
export function useMethodChoice(
  state: HomeserverState | null,
  {
    hasClientId = false,
    trust,
    resume = false,
  }: {
    readonly hasClientId?: boolean;
    readonly trust?: Trust;
    readonly resume?: boolean | undefined;
  } = {},
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
  const [choice, setChoice] = useState<Chosen | null>(null);
  const chooseMethod = useCallback(
    (type: MethodType) => {
      setChoice({ type, key });
      if (resume && key !== null) keepChosenMethod(key, type);
    },
    [key, resume],
  );
  const kept = useMemo(
    () => (resume && key !== null ? readChosenMethod(key) : null),
    [resume, key],
  );
  const chosen = choice !== null && choice.key === key ? choice.type : kept;
  const [failure, setFailure] = useState<Chosen | null>(null);
  const reportFailure = useCallback((type: MethodType) => setFailure({ type, key }), [key]);
  const failed = failure !== null && failure.key === key ? failure.type : null;

  return useMemo(() => {
    const { preferred = null } = found ?? {};
    const isOffered = (each: SignUpMethod) => {
      if (each.type === "uia") return true;
      // An account page that takes no new client needs one with an ID.
      const isKnown = each.type !== "oauth" || hasClientId || each.metadata.registrationEndpoint;
      return Boolean(isKnown) && placed.includes(each.type);
    };
    const methods = (found?.methods ?? []).flatMap((each) => {
      const isEnough = each.type !== "oauth" || (isOffered(each) && failed !== "oauth");
      return isEnough || each.sso === undefined ? [each] : [each, each.sso];
    });
    const wanted = methods.find(({ type }) => type === chosen) ?? preferred;
    const method =
      wanted === null || isOffered(wanted) ? wanted : (methods.find(isOffered) ?? wanted);
    return {
      method,
      otherMethods: methods.filter((each) => each !== method && isOffered(each)),
      isMethodPlaced: method !== null && isOffered(method),
      chooseMethod,
      reportFailure,
      addMethod,
    };
  }, [found, chosen, failed, placed, hasClientId, chooseMethod, reportFailure, addMethod]);
}
