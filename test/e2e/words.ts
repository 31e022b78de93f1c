import { readFileSync } from "node:fs";
import type { MessageKey } from "../../src/locales/locale.js";

const catalogue = JSON.parse(
  readFileSync(new URL("../../src/locales/catalogues/en.json", import.meta.url), "utf8"),
) as Readonly<Record<MessageKey, string>>;

/** A text of the kit can be found in the page, whatever stands for its placeholders. */
export function words(key: MessageKey): RegExp {
  const parts = catalogue[key]
    .replaceAll(/<\/?\w+>/g, "")
    .split(/\{\w+\}/)
    .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&"));
  return new RegExp(parts.join(".*"));
}
