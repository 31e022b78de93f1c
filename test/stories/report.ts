import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

const listOfStates = fileURLToPath(new URL("../../stories/everyState.ts", import.meta.url));

/** Says after the stories how many there were, and how many states they show. */
export default function report({ vitest, name }: TestProject): () => Promise<void> {
  return async () => {
    // Not by this project, in which a file of stories is a file of tests.
    const { everyState } =
      await vitest.import<typeof import("../../stories/everyState.js")>(listOfStates);
    const states = everyState.flatMap((kind) => Object.keys(kind.stories));
    const stories = vitest.state
      .getTestModules()
      .filter(({ project }) => project.name === name)
      .flatMap(({ children }) => [...children.allTests()]);
    console.log(
      `stories: ${stories.length} stories; ${states.length} states of ${everyState.length} kinds, each with a story`,
    );
  };
}
