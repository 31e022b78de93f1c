import messages from "../catalogues/ja.json";
import type { Locale } from "../locale.js";

/** Japanese. */
const ja: Locale = { tag: "ja", messages };
export default ja;
