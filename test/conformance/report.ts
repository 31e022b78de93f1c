import type { TestCase, TestProject } from "vitest/node";
import { installSynapse, synapseVersion } from "../synapse/synapse.mjs";

declare module "vitest" {
  interface ProvidedContext {
    synapseMissing: boolean;
  }
}

/** Makes Synapse ready before the cases, and says after them how many were equal on both. */
export default async function report(project: TestProject): Promise<() => void> {
  const installation = await installSynapse();
  const missing = "missing" in installation ? installation.missing : undefined;
  if (missing && (process.env["CI"] || process.env["REQUIRE_SYNAPSE"])) throw new Error(missing);
  project.provide("synapseMissing", missing !== undefined);

  return () => {
    const outcomes = gather(project);
    const differ = [...outcomes].filter(([, states]) => new Set(states).size > 1);
    for (const [name] of differ) console.log(`conformance: differs: ${name}`);
    const cases = `conformance: ${outcomes.size} cases`;
    const equal = [...outcomes.values()].filter((states) => states.join() === "passed,passed");
    console.log(
      missing
        ? `${cases} on the fake homeserver alone. ${missing}`
        : `${cases}, ${equal.length} equal on the fake homeserver and Synapse ${synapseVersion}`,
    );
  };
}

/** The states of each case on the homeservers it ran on. */
function gather(project: TestProject): Map<string, string[]> {
  const outcomes = new Map<string, string[]>();
  const modules = project.vitest.state.getTestModules();
  for (const module of modules.filter((module) => module.project === project)) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // Some are about a real homeserver alone.
      if (state === "skipped" || !/ on .*? > /.test(test.fullName)) continue;
      outcomes.set(nameOf(test), [...(outcomes.get(nameOf(test)) ?? []), state]);
    }
  }
  return outcomes;
}

/** The name without the homeserver: set-up, groups, case. */
function nameOf(test: TestCase): string {
  return test.fullName.replace(/ on .*? > /, " > ");
}
