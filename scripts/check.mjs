/**
 * `npm run check`: types, lint, spelling, and the unit tests that import something changed since `main`.
 */
import { checks } from "./test/checks.mjs";
import { runSteps } from "./test/runSteps.mjs";

await runSteps("check", checks);
