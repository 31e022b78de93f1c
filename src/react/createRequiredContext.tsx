"use client";
import { createContext, type ReactElement, type ReactNode, useContext } from "react";

export interface RequiredProviderProps<Value> {
  readonly value: Value;
  readonly children?: ReactNode;
}

/**
 * Creates a context that parts require: `[Provider, use, useIfAny]`. `root` names the part that provides
 * it, `holds` its content ("registration"). Outside of it `use(part)` throws a sentence that names
 * both, and `useIfAny()` returns `undefined`.
 */
export function createRequiredContext<Value extends object>(
  root: string,
  holds: string,
): readonly [
  (props: RequiredProviderProps<Value>) => ReactElement,
  (part: string) => Value,
  () => Value | undefined,
] {
  const Context = createContext<Value | undefined>(undefined);
  Context.displayName = `${root} (${holds})`;

  function RequiredProvider({ value, children }: RequiredProviderProps<Value>): ReactElement {
    return <Context.Provider value={value}>{children}</Context.Provider>;
  }

  function useIfAny(): Value | undefined {
    return useContext(Context);
  }

  function useRequired(part: string): Value {
    const value = useIfAny();
    if (value === undefined) {
      throw new Error(`<${part}> is outside <${root}>, so it has no ${holds}. Put it inside.`);
    }
    return value;
  }

  return [RequiredProvider, useRequired, useIfAny];
}
