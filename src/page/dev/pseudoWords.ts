import kit from "../../locales/languages/en.js";
import { pseudoLocale, pseudoMessages } from "../../locales/pseudoLocale.js";
import { wholeCatalogue } from "../languages/pageCatalogue.js";
import en from "../locales/en.json" with { type: "json" };

/** The page's words and the kit's in the pseudo-language `en-XA`. */
export default wholeCatalogue(pseudoMessages(en));

export const locale = pseudoLocale(kit);
