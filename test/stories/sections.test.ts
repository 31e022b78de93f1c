import { expect, test } from "vitest";
import preview from "../../.storybook/preview.js";
import * as parts from "../../src/components/parts.js";
import { storyFiles, titles } from "./storyFiles.js";

const { storySort } = preview.parameters!["options"] as {
  readonly storySort: { readonly order: readonly (string | readonly string[])[] };
};
const sections = storySort.order.filter((name) => typeof name === "string");
const sectionOf = (title: string) => title.split("/")[0]!;

test("every section that is sorted has something in it", () => {
  expect([...new Set(titles.map(sectionOf))].sort()).toEqual([...sections].sort());
});

test.each(Object.entries(parts))("the part %s has a page with its own docs", (name, part) => {
  const meta = storyFiles.find(({ title }) => title === `Parts/${name}`);
  expect(meta?.component).toBe(part);
});
