import messages from "../catalogues/en.json";
import type { Locale } from "../locale.js";

/** English, the default. */
const en: Locale = { tag: "en", messages };
export default en;
