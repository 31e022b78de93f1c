import { fileURLToPath } from "node:url";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { runnerImport } from "vite";

const listOfStates = fileURLToPath(new URL("../../stories/everyState.ts", import.meta.url));

/** Says in the end how many states have a story, and how many stories were seen in each mode. */
export default class Report implements Reporter {
  readonly #seen = new Map<string, number>();

  onTestEnd(test: TestCase, { status }: TestResult): void {
    const [, project = "", file, ...names] = test.titlePath();
    if (file !== "stories.gallery.ts" || names.length < 2 || status === "skipped") return;
    const mode = `${test.title} (${project})`;
    this.#seen.set(mode, (this.#seen.get(mode) ?? 0) + 1);
  }

  async onEnd(): Promise<void> {
    const { module } = await runnerImport<typeof import("../../stories/everyState.js")>(
      listOfStates,
      { resolve: { tsconfigPaths: true } },
    );
    const states = module.everyState.flatMap((kind) => Object.keys(kind.stories));
    console.log(
      `gallery: ${states.length} states of ${module.everyState.length} kinds, each with a story`,
    );
    for (const [mode, stories] of this.#seen) console.log(`gallery: ${mode}: ${stories} stories`);
  }
}
