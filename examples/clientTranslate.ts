import type { Register } from "matrix-register-kit";

type Translate = NonNullable<Register.Root.Options["translate"]>;

/** A client's own function: keys with bars between, `%(name)s` for values, forms by `count`. */
export type ClientTranslate = (
  key: string,
  variables: Readonly<Record<string, string | number>>,
) => string;

/** Sign-up in the words of such a client: `username.label` is its `sign_up|username|label`. */
export function translateBy(_t: ClientTranslate, has: (key: string) => boolean): Translate {
  return (key, values) => {
    const own = `sign_up|${key.replaceAll(".", "|")}`;
    return has(own) ? _t(own, values) : undefined;
  };
}
