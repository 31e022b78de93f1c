import type { Meta } from "@storybook/react-vite";

interface StoryFile {
  readonly default: Meta;
}

const files = import.meta.glob<StoryFile>("../../stories/**/*.stories.tsx", { eager: true });
const pages = import.meta.glob<string>("../../stories/**/*.mdx", {
  eager: true,
  query: "?raw",
  import: "default",
});

/** What each file of stories says of itself. */
export const storyFiles: readonly Meta[] = Object.values(files).map(({ default: meta }) => meta);

/** Of all files of stories, and of the pages beside them. */
export const titles: readonly string[] = [
  ...storyFiles.map(({ title }) => title ?? ""),
  ...Object.values(pages).map((page) => /<Meta title="([^"]+)"/.exec(page)?.[1] ?? ""),
];
