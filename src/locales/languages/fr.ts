import messages from "../catalogues/fr.json";
import type { Locale } from "../locale.js";

/** French. */
const fr: Locale = { tag: "fr", messages };
export default fr;
