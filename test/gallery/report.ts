import { fileURLToPath } from "node:url";
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { runnerImport } from "vite";
import { listStories } from "./storybook.js";

const listOfStates = fileURLToPath(new URL("../../stories/everyState.ts", import.meta.url));

/** Says in the end how many stories and states there are, and in how many each mode was looked at. */
export default class Report implements Reporter {
  readonly #ended = new Map<string, number>();

  onTestEnd({ title, titlePath, parent }: TestCase, { status }: TestResult): void {
    const isOfStory = parent.type === "describe" && titlePath()[2] === "stories.gallery.ts";
    if (!isOfStory || status === "skipped") return;
    const mode = `${title} (${parent.project()?.name ?? ""})`;
    this.#ended.set(mode, (this.#ended.get(mode) ?? 0) + 1);
  }

  async onEnd(): Promise<void> {
    const { module } = await runnerImport<typeof import("../../stories/everyState.js")>(
      listOfStates,
      { resolve: { tsconfigPaths: true } },
    );
    const states = module.everyState.flatMap((kind) => Object.keys(kind.stories));
    console.log(
      `gallery: ${listStories().length} stories; ${states.length} states of ${module.everyState.length} kinds, each with a story`,
    );
    for (const [mode, count] of this.#ended) console.log(`gallery: ${mode}: ${count} stories`);
  }
}
