import { type ScenarioName, scenarios } from "../src/testing/index.js";

/** The homeserver chosen in the toolbar, if one was. */
export function scenarioOf(globals: Readonly<Record<string, unknown>>): ScenarioName | undefined {
  const chosen = globals["scenario"];
  return Object.keys(scenarios).find((name): name is ScenarioName => name === chosen);
}
