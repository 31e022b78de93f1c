"use client";
import { useEffect } from "react";
import type { MethodType, SignUpMethod } from "../../discovery/methods.js";
import { useRoot } from "./RootContext.js";

/**
 * For a part that makes accounts in one way: the way while it is the chosen one, else `null`. Tells
 * the root that there is such a part, so that the way is offered.
 */
export function useMethod<Name extends MethodType>(
  name: Name,
  part: string,
): Extract<SignUpMethod, { type: Name }> | null {
  const { method, addMethod } = useRoot(part);
  useEffect(() => addMethod(name), [addMethod, name]);
  return isNamed(method, name) ? method : null;
}

function isNamed<Name extends MethodType>(
  method: SignUpMethod | null,
  name: Name,
): method is Extract<SignUpMethod, { type: Name }> {
  return method?.type === name;
}
