import messages from "../catalogues/de.json";
import type { Locale } from "../locale.js";

/** German. */
const de: Locale = { tag: "de", messages };
export default de;
