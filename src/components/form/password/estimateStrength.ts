import { isOffline } from "../../../uia/browser/isOffline.js";
import type { EstimateStrength } from "../../context/appTypes.js";

/**
 * Estimates the strength of a password by `@zxcvbn-ts/core` with its common dictionary. Both are optional
 * peers, loaded for the first password.
 */
export const estimateStrength: EstimateStrength = async (password, known) => {
  const zxcvbn = await load();
  // The rest makes the password no weaker, and would take long.
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
  ]).catch((error: unknown) => {
    warnOfMissing();
    throw error;
  });
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

let failures = 0;

/**
 * Tells the app's owner once that the optional peers are not installed, or do not load. A single failure
 * tells nothing: a page that is left breaks off what it loads.
 */
function warnOfMissing(): void {
  if (isOffline()) return;
  failures += 1;
  if (failures !== 2) return;
  // oxlint-disable-next-line no-console -- Only the app's owner can mend it.
  console.warn(
    "No password is rated: @zxcvbn-ts/core and @zxcvbn-ts/language-common could not be loaded. Install both, or leave `estimateStrength` out.",
  );
}
