import messages from "../catalogues/pt-BR.json";
import type { Locale } from "../locale.js";

/** Brazilian Portuguese. */
const ptBR: Locale = { tag: "pt-BR", messages };
export default ptBR;
