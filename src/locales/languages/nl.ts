import messages from "../catalogues/nl.json";
import type { Locale } from "../locale.js";

/** Dutch. */
const nl: Locale = { tag: "nl", messages };
export default nl;
