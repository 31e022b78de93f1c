import type { i18n } from "i18next";
import type { Register } from "matrix-register-kit";

type Translate = NonNullable<Register.Root.Options["translate"]>;

/**
 * Sign-up in the words of your i18next. They are in a namespace of their own, by the keys of the kit's
 * catalogues, with i18next's placeholders and plurals: `"root.label": "Join {{serverName}}"`,
 * `"summary.heading_one"`. What i18next does not have, the kit says in its own words.
 */
export function translateWith(i18next: i18n, namespace = "register"): Translate {
  // The keys have dots, and React escapes by itself.
  const options = {
    ns: namespace,
    keySeparator: false,
    interpolation: { escapeValue: false },
  } as const;
  return (key, values) =>
    i18next.exists(key, { ...values, ...options })
      ? i18next.t(key, { ...values, ...options })
      : undefined;
}
