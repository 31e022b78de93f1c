import { type Api, ModuleLoader } from "@element-hq/element-web-module-api";
import { createRoot } from "react-dom/client";
import SignUpModule from "./SignUpModule.js";

/** The part of Element Web that the module needs, in place of the whole. */
const root = createRoot(document.getElementById("root") as HTMLElement);
const api = {
  i18n: { language: "en" },
  navigation: {
    registerLocationRenderer: (_path: string, renderer: () => React.JSX.Element) =>
      root.render(renderer()),
  },
  overwriteAccountAuth: async ({ userId }: { userId: string }) => {
    document.title = userId;
  },
} as unknown as Api;

const loader = new ModuleLoader(api);
await loader.load({ default: SignUpModule });
await loader.start();
