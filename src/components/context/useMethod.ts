"use client";
import { useEffect } from "react";
import type { MethodType, SignUpMethod } from "../../discovery/methods.js";
import { useHomeserverContext } from "./contexts.js";

/**
 * The method of a part while it is the chosen one, else `null`. Tells the root that there is such a
 * part, so that the method is offered.
 */
export function useMethod<Type extends MethodType>(
  type: Type,
  part: string,
): Extract<SignUpMethod, { type: Type }> | null {
  const { method, addMethod } = useHomeserverContext(part);
  useEffect(() => addMethod(type), [addMethod, type]);
  return isOfType(method, type) ? method : null;
}

function isOfType<Type extends MethodType>(
  method: SignUpMethod | null,
  type: Type,
): method is Extract<SignUpMethod, { type: Type }> {
  return method?.type === type;
}
