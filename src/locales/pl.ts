import type { Locale } from "./locale.js";
import messages from "./pl.json";

/** Polish. */
const pl: Locale = { tag: "pl", messages };
export default pl;
