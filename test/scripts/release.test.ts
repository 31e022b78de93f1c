import { expect, test } from "vitest";
import { faultsOfRelease } from "../../scripts/release/faultsOfRelease.mjs";

const ready = {
  version: "0.2.0",
  changelog: "# Changelog\n\n## Unreleased\n\n## 0.2.0\n\n- Better.\n\n## 0.1.0\n\n- First.\n",
  uncommitted: "",
};

test("a version with a section of its own, and nothing left over, can be released", () => {
  expect(faultsOfRelease(ready)).toEqual([]);
});

test.each([
  ["files that are not committed", { uncommitted: " M README.md\n" }, "not committed"],
  ["a version without a section", { version: "0.2" }, "no section 0.2"],
  [
    "changes that belong to no version",
    { changelog: ready.changelog.replace("## Unreleased\n", "## Unreleased\n\n- New.\n") },
    "unreleased changes",
  ],
])("%s hold it up", (_, change, fault) => {
  expect(faultsOfRelease({ ...ready, ...change })).toEqual([expect.stringContaining(fault)]);
});
