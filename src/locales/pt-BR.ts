import type { Locale } from "./locale.js";
import messages from "./pt-BR.json";

/** Brazilian Portuguese. */
const ptBR: Locale = { tag: "pt-BR", messages };
export default ptBR;
