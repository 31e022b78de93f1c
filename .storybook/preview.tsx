import type { Decorator, Preview } from "@storybook/react-vite";
import { expect, spyOn } from "storybook/test";
import "../src/card/styles.css";
import "./preview.css";

const withSurroundings: Decorator = (Story, { globals }) => (
  <div
    className="surroundings"
    data-theme={String(globals["theme"])}
    dir={String(globals["direction"])}
  >
    <Story />
  </div>
);

const preview: Preview = {
  tags: ["autodocs"],
  parameters: {
    a11y: { test: "error" },
    controls: { disable: true },
    layout: "fullscreen",
  },
  initialGlobals: { theme: "light", direction: "ltr", locale: "en" },
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
      toolbar: { icon: "globe", items: ["en", "de", "en-XA"], dynamicTitle: true },
    },
  },
  decorators: [withSurroundings],
  // As in the unit tests: what is written to the console unasked is a fault.
  beforeEach: () => {
    const spies = [spyOn(console, "error"), spyOn(console, "warn")];
    return async () => {
      const written = spies.flatMap(({ mock }) => mock.calls);
      for (const spy of spies) spy.mockRestore();
      await expect(written).toEqual([]);
    };
  },
};
export default preview;
