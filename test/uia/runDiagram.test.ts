import { expect, test } from "vitest";
import { mermaid, waysAmongActivities, waysAmongStatuses } from "./runDiagram.js";

test("the diagram in docs/run.md is what the machine does", async () => {
  const text = `# The run

Drawn by \`test/uia/runDiagram.ts\`, which has \`transition()\` do every event in every state of the
machine's table, and in those one step on. \`npx vitest run --project unit test/uia/runDiagram.test.ts -u\`
draws it anew.

## What the person looks at: \`status\`

${mermaid(waysAmongStatuses(), "account", ["done", "failed"])}

## What goes on beside it: \`activity\`

${mermaid(waysAmongActivities(), "idle", [])}
`;
  await expect(text).toMatchFileSnapshot("../../docs/run.md");
});
