import type { StorybookConfig } from "@storybook/react-vite";

const ofPage = ["content-security-policy", "no-preload-helper"];

const config: StorybookConfig = {
  stories: ["../stories/**/*.mdx", "../stories/**/*.stories.tsx"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y"],
  framework: { name: "@storybook/react-vite", options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // What belongs to the page stays there: Storybook could not live under its Content-Security-Policy,
  // and its stories load styles of their own.
  viteFinal: ({ plugins, ...config }) => ({
    ...config,
    plugins: (plugins ?? []).filter(
      (plugin) => !(plugin && "name" in plugin && ofPage.includes(plugin.name)),
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
