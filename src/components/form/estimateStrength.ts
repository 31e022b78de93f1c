import type { EstimateStrength } from "./PasswordStrength.js";

/**
 * How easily a password is guessed, by `@zxcvbn-ts/core` with its common dictionary. Both are optional
 * peers, and loaded when the first password is looked at.
 */
export const estimateStrength: EstimateStrength = async (password, known) => {
  const zxcvbn = await load();
  // What comes after this makes it no weaker, and would take its time.
  const { score } = zxcvbn.check(password.slice(0, 128), [...known]);
  return score < 2 ? "weak" : score < 4 ? "fair" : "strong";
};

let loading: ReturnType<typeof loadZxcvbn> | null = null;

function load(): ReturnType<typeof loadZxcvbn> {
  loading ??= loadZxcvbn().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function loadZxcvbn() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
