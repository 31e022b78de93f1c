import type { Locale } from "./locale.js";
import messages from "./nl.json";

/** Dutch. */
const nl: Locale = { tag: "nl", messages };
export default nl;
