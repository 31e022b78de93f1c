declare const safe: unique symbol;
/** An absolute URL that passed the guard and may become a link or a request. */
export type SafeUrl = string & { readonly [safe]: true };
