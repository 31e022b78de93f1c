import fc from "fast-check";

export type Group = "bodies" | "metadata" | "callbacks" | "documents" | "headers" | "timings";

/** A point of a sign-up at which something hostile comes; gives the outcome, in words. */
export type Point<Input> = (input: Input) => Promise<string>;

/** A kind of hostile input: its grammar, and the outcome that is right at each point. */
export interface Kind {
  readonly group: Group;
  readonly name: string;
  readonly points: Readonly<Record<string, string>>;
  /** The inputs of the corpus: the same on every machine. */
  readonly corpus: () => readonly Case[];
  /** Any input of the grammar. */
  readonly any: fc.Arbitrary<Case>;
}

/** An input, as it is named in a failure, with its outcome at each point. */
export interface Case {
  readonly name: () => string;
  readonly at: (point: string) => Promise<string>;
}

export interface Description<Input> {
  readonly group: Group;
  readonly name: string;
  /** Number of distinct inputs in the corpus, if the grammar has as many. */
  readonly size: number;
  readonly input: fc.Arbitrary<Input>;
  /** Inputs at which a fault was found. They stay in the corpus. */
  readonly found?: readonly Input[];
  /** By point the outcome that is right. */
  readonly right: Readonly<Record<string, readonly [Point<Input>, string]>>;
}

const seed = 12;

export function kind<Input>(description: Description<Input>): Kind {
  const { group, name, size, input, found = [], right } = description;
  const caseOf = (drawn: Input): Case => ({
    name: () => fc.stringify(drawn).slice(0, 300),
    at: async (point) => (await right[point]?.[0](drawn)) ?? "no such point",
  });
  let corpus: readonly Case[] | undefined;
  return {
    group,
    name,
    points: Object.fromEntries(Object.entries(right).map(([point, [, words]]) => [point, words])),
    corpus: () => {
      corpus ??= distinct([...found, ...draw(input, size)])
        .slice(0, size)
        .map(caseOf);
      return corpus;
    },
    any: input.map(caseOf),
  };
}

/** Draws until there are enough distinct inputs. A small grammar may have fewer. */
function draw<Input>(input: fc.Arbitrary<Input>, size: number): readonly Input[] {
  return fc.sample(input, { seed, numRuns: size * 2 });
}

function distinct<Input>(inputs: readonly Input[]): readonly Input[] {
  return [...new Map(inputs.map((input) => [fc.stringify(input), input])).values()];
}
