import messages from "../catalogues/uk.json";
import type { Locale } from "../locale.js";

/** Ukrainian. */
const uk: Locale = { tag: "uk", messages };
export default uk;
