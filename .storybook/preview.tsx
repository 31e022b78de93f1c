import type { Decorator, Preview } from "@storybook/react-vite";
import { configure, expect, mocked, spyOn } from "storybook/test";
import "../src/card/styles.css";
import { scenarios } from "../src/testing/index.js";
import { locales } from "../stories/localeOf.js";
import "./preview.css";

// How long a story waits for what is to come, on a machine that has other things to do.
configure({ asyncUtilTimeout: 10_000 });

const withSurroundings: Decorator = (Story, { globals }) => (
  <div
    className="surroundings"
    data-theme={String(globals["theme"])}
    data-width={String(globals["width"])}
    dir={String(globals["direction"])}
  >
    <Story />
  </div>
);

/** A control for each option that can be typed or chosen; what is made by code has none. */
const forValues: NonNullable<Preview["argTypesEnhancers"]>[number] = ({ argTypes }) =>
  Object.fromEntries(
    Object.entries(argTypes).map(([name, argType]) => {
      const isValue = valueTypes.has(argType.type?.name ?? "") || argType.control !== undefined;
      return [name, isValue ? argType : { ...argType, control: false }];
    }),
  );
const valueTypes: ReadonlySet<string> = new Set(["boolean", "enum", "number", "string"]);

const preview: Preview = {
  tags: ["autodocs"],
  parameters: {
    a11y: { test: "error" },
    // The theme has one.
    backgrounds: { disable: true },
    docs: { codePanel: false },
    layout: "fullscreen",
    options: {
      storySort: {
        order: [
          "Start here",
          ["Welcome", "The registration", "*"],
          "Card",
          ["RegisterCard", "Playground", "*"],
          "Parts",
          "Stages",
          "Outcomes",
          "Recipes",
        ],
      },
    },
  },
  initialGlobals: { theme: "light", direction: "ltr", locale: "en", width: "full", scenario: "" },
  globalTypes: {
    theme: {
      description: "Light or dark",
      toolbar: { icon: "contrast", items: ["light", "dark"], dynamicTitle: true },
    },
    direction: {
      description: "Direction of writing",
      toolbar: { icon: "transfer", items: ["ltr", "rtl"], dynamicTitle: true },
    },
    locale: {
      description: "Language; en-XA shows what is not translated",
      toolbar: { icon: "globe", items: locales.map(({ tag }) => tag), dynamicTitle: true },
    },
    width: {
      description: "Width of the container",
      toolbar: { icon: "ruler", items: ["full", "280", "360", "480", "768"], dynamicTitle: true },
    },
    scenario: {
      description: "Homeserver of the playground",
      toolbar: {
        icon: "database",
        items: [
          { value: "", title: "Homeserver by the controls" },
          ...Object.entries(scenarios).map(([value, { title }]) => ({
            value,
            title: `${value}: ${title}`,
          })),
        ],
      },
    },
  },
  decorators: [withSurroundings],
  argTypesEnhancers: [forValues],
  beforeEach: () => {
    const spies = [spyOn(console, "error"), spyOn(console, "warn")];
    return () => {
      for (const spy of spies) spy.mockRestore();
    };
  },
  // As in the unit tests: what is written to the console unasked is a fault.
  afterEach: async () => {
    const written = [console.error, console.warn].flatMap((spy) =>
      mocked(spy).mock.calls.map((call) => call.join(" ")),
    );
    await expect(written).toEqual([]);
  },
};
export default preview;
