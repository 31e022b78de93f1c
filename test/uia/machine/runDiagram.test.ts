import { expect, test } from "vitest";
import type { Activity, Status } from "../../../src/uia/machine/types.js";
import { drawRun, type Layout } from "../drawRun.js";
import { mermaid, waysAmongActivities, waysAmongStatuses } from "../runDiagram.js";

test("the diagram in docs/run.md is what the machine does", async () => {
  const text = `# The registration as a diagram

\`test/uia/runDiagram.ts\` draws this page. It gives \`transition()\` every event in every state of the machine's
table, and in every state one step further. \`npx vitest run --project unit test/uia/machine/runDiagram.test.ts -u\`
draws the page anew, with the pictures \`run-status.svg\` and \`run-activity.svg\` beside it.

## The screen: \`status\`

${mermaid(waysAmongStatuses(), "account", ["done", "failed"])}

## Beside it: \`activity\`

${mermaid(waysAmongActivities(), "idle", [])}
`;
  await expect(text).toMatchFileSnapshot("../../../docs/run.md");
});

const statuses: Layout<Status> = {
  width: 1100,
  height: 760,
  title: "Statuses: the screens of the user",
  at: {
    stage: { x: 550, y: 60 },
    account: { x: 150, y: 400 },
    uncertain: { x: 910, y: 400 },
    done: { x: 550, y: 330 },
    failed: { x: 550, y: 690 },
  },
  first: "account",
  last: ["done", "failed"],
  via: {
    "account uncertain": { x: 530, y: 470 },
    "uncertain account": { x: 530, y: 555 },
    "stage failed": { x: 1035, y: 400 },
    "account done": { x: 340, y: 345 },
    "stage done": { x: 550, y: 190 },
    "uncertain done": { x: 740, y: 345 },
  },
};

const activities: Layout<Activity> = {
  width: 1000,
  height: 620,
  title: "What goes on beside it: activity",
  at: {
    idle: { x: 150, y: 300 },
    sending: { x: 500, y: 80 },
    checking: { x: 850, y: 300 },
    paused: { x: 500, y: 530 },
  },
  first: "idle",
  last: [],
};

test.each([
  ["docs/run-status.svg", drawRun(waysAmongStatuses(), statuses)],
  ["docs/run-activity.svg", drawRun(waysAmongActivities(), activities)],
])("the picture in %s is what the machine does", async (file, picture) => {
  await expect(picture).toMatchFileSnapshot(`../../../${file}`);
});
