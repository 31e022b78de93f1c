// Written by scripts/generate-messages.mjs from the catalogue of the language.
import first from "./first.json";

/** The words of the first screen, and what loads those of the other places. */
export default {
  first,
  choose: () => import("./choose.json"),
  next: () => import("./next.json"),
  owner: () => import("./owner.json"),
};

// Those of the kit, so that both come at once.
export { default as kit } from "../../../locales/words/ar/words.generated.js";
