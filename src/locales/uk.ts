import type { Locale } from "./locale.js";
import messages from "./uk.json";

/** Ukrainian. */
const uk: Locale = { tag: "uk", messages };
export default uk;
