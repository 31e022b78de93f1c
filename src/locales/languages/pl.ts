import messages from "../catalogues/pl.json";
import type { Locale } from "../locale.js";

/** Polish. */
const pl: Locale = { tag: "pl", messages };
export default pl;
