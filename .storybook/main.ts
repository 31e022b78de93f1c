import type { StorybookConfig } from "@storybook/react-vite";

const config: StorybookConfig = {
  stories: ["../stories/**/*.mdx", "../stories/**/*.stories.tsx"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y"],
  framework: { name: "@storybook/react-vite", options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Plugins that are named after the page stay there: Storybook could not live under its
  // Content-Security-Policy, has none of its chunks, and its stories load styles of their own.
  viteFinal: ({ plugins, ...config }) => ({
    ...config,
    plugins: (plugins ?? []).filter(
      (plugin) => !(plugin && "name" in plugin && plugin.name.startsWith("page-")),
    ),
  }),
  // `build:gallery` leaves out the tables of props alone: the pages of docs are built too.
  build: {
    test: {
      disableAutoDocs: false,
      disableBlocks: false,
      disableMDXEntries: false,
      disabledAddons: [],
    },
  },
  // These tools for people measure the page at each change of it.
  features: (features, { test }) =>
    test
      ? { ...features, backgrounds: false, highlight: false, measure: false, outline: false }
      : features,
  typescript: { reactDocgen: "react-docgen-typescript" },
};
export default config;
