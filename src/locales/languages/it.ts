import messages from "../catalogues/it.json";
import type { Locale } from "../locale.js";

/** Italian. */
const it: Locale = { tag: "it", messages };
export default it;
