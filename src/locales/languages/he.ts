import messages from "../catalogues/he.json";
import type { Locale } from "../locale.js";

/** Hebrew. */
const he: Locale = { tag: "he", messages };
export default he;
