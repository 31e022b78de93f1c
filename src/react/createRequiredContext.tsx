"use client";
import { createContext, type ReactElement, type ReactNode, useContext } from "react";

export interface RequiredProviderProps<Value> {
  readonly value: Value;
  readonly children?: ReactNode;
}

/**
 * A context that has to be there: `[Provider, use]`. `root` names the part that provides it, `holds`
 * what it gives ("registration"). `use(part)` outside of it throws a sentence that names both.
 */
export function createRequiredContext<Value extends object>(
  root: string,
  holds: string,
): readonly [(props: RequiredProviderProps<Value>) => ReactElement, (part: string) => Value] {
  const Context = createContext<Value | undefined>(undefined);
  Context.displayName = `${root} (${holds})`;

  function RequiredProvider({ value, children }: RequiredProviderProps<Value>): ReactElement {
    return <Context.Provider value={value}>{children}</Context.Provider>;
  }

  function useRequired(part: string): Value {
    const value = useContext(Context);
    if (value === undefined) {
      throw new Error(`<${part}> is outside <${root}>, so it has no ${holds}. Put it inside.`);
    }
    return value;
  }

  return [RequiredProvider, useRequired];
}
