// Written by scripts/generate-messages.mjs from the catalogue of the language.
import first from "./first.json";

/** The words of the first screen, and what loads those of the other places. */
export default {
  first,
  fields: () => import("./fields.json"),
  registration: () => import("./registration.json"),
  methods: () => import("./methods.json"),
  returns: () => import("./returns.json"),
};
