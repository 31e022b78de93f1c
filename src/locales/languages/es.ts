import messages from "../catalogues/es.json";
import type { Locale } from "../locale.js";

/** Spanish. */
const es: Locale = { tag: "es", messages };
export default es;
