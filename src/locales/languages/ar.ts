import messages from "../catalogues/ar.json";
import type { Locale } from "../locale.js";

/** Arabic. */
const ar: Locale = { tag: "ar", messages };
export default ar;
