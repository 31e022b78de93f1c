import type { TestCase, TestProject } from "vitest/node";
import { dendriteVersion, installDendrite } from "../dendrite/dendrite.mjs";
import { installSynapse, synapseVersion } from "../synapse/synapse.mjs";

declare module "vitest" {
  interface ProvidedContext {
    synapseMissing: boolean;
    dendriteMissing: boolean;
  }
}

/** Makes Synapse ready before the cases, and says after them how many were equal on both. */
export default async function report(project: TestProject): Promise<() => void> {
  const [missing, dendriteMissing] = [
    missingIn(await installSynapse()),
    missingIn(await installDendrite()),
  ];
  if (missing && process.env["REQUIRE_SYNAPSE"]) throw new Error(missing);
  project.provide("synapseMissing", missing !== undefined);
  project.provide("dendriteMissing", dendriteMissing !== undefined);

  return () => {
    tell(gather(project, / on (?:the fake homeserver|Synapse [\d.]+) > /), "", {
      name: `Synapse ${synapseVersion}`,
      missing,
    });
    tell(gather(project, / on (?:the fake homeserver as )?Dendrite[ \d.]* > /), " as Dendrite", {
      name: `Dendrite ${dendriteVersion}`,
      missing: dendriteMissing,
    });
  };
}

/** Why something is not there, if it is not. CI does not do without it. */
function missingIn(installation: object): string | undefined {
  if (!("missing" in installation)) return undefined;
  if (process.env["CI"]) throw new Error(String(installation.missing));
  return String(installation.missing);
}

/** Says how many cases came out the same on the fake homeserver and on the real one. */
function tell(
  outcomes: ReadonlyMap<string, readonly string[]>,
  as: string,
  real: { readonly name: string; readonly missing: string | undefined },
): void {
  if (outcomes.size === 0) return;
  const differ = [...outcomes].filter(([, states]) => new Set(states).size > 1);
  for (const [name] of differ) console.log(`conformance: differs${as}: ${name}`);
  const cases = `conformance: ${outcomes.size} cases`;
  const equal = [...outcomes.values()].filter((states) => states.join() === "passed,passed");
  console.log(
    real.missing
      ? `${cases} on the fake homeserver${as} alone. ${real.missing}`
      : `${cases}, ${equal.length} equal on the fake homeserver${as} and ${real.name}`,
  );
}

/** The states of each case on the homeservers it ran on. */
function gather(project: TestProject, where: RegExp): Map<string, string[]> {
  const outcomes = new Map<string, string[]>();
  const modules = project.vitest.state.getTestModules();
  for (const module of modules.filter((module) => module.project === project)) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // Some are about a real homeserver alone.
      if (state === "skipped" || !where.test(test.fullName)) continue;
      outcomes.set(nameOf(test), [...(outcomes.get(nameOf(test)) ?? []), state]);
    }
  }
  return outcomes;
}

/** The name without the homeserver: set-up, groups, case. */
function nameOf(test: TestCase): string {
  return test.fullName.replace(/ on .*? > /, " > ");
}
