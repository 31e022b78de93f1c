import type { Call } from "./call.js";

/** When a rule acts. Every condition given must hold; without any it acts on every request. */
export interface RuleCondition {
  readonly method?: string;
  /** The end of the path, such as `/register`. */
  readonly path?: string;
  readonly authType?: string;
}

export interface Rule {
  readonly on?: RuleCondition;
  readonly do: { readonly kind: "slow"; readonly ms: number };
}

export type Act = (call: Call) => Promise<Response>;
