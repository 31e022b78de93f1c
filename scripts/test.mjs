/**
 * `npm test`: gets what the tests need, runs all of them, and ends with `N passed, N failed`.
 * `node scripts/test.mjs unit e2e` runs the named steps only, and the steps that those come after.
 */
import { runSteps } from "./test/runSteps.mjs";
import { chooseSteps, steps } from "./test/steps.mjs";

try {
  await runSteps("test", chooseSteps(steps, process.argv.slice(2)));
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
