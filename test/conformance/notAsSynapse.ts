/** Why a case does not hold on Dendrite as it does on Synapse. */
export interface Difference {
  /** What is so on Dendrite. */
  readonly fact: string;
  /** The set-ups and names of the cases; a name that ends with `*` stands for all that begin so. */
  readonly cases: readonly string[];
}

/** Every case that runs on Dendrite and comes out otherwise there. */
export const notAsSynapse: readonly Difference[] = [];

export function differsOnDendrite(name: string): boolean {
  return notAsSynapse.some(({ cases }) =>
    cases.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one)),
  );
}
