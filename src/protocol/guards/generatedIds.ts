/** `client_secret` and `sid`. */
export function isClientSecret(text: string): boolean {
  return /^[0-9A-Za-z.=_-]{1,255}$/.test(text);
}

/** A device ID that every API takes: visible ASCII without quote and backslash. */
export function isDeviceId(text: string): boolean {
  return /^[!#-[\]-~]{1,255}$/.test(text);
}

/**
 * A device ID that can be asked for by OAuth 2.0, as part of a scope: not too easily guessed. Some account
 * pages refuse a `~`.
 */
export function isOAuthDeviceId(text: string): boolean {
  return /^[A-Za-z0-9._-]{10,255}$/.test(text);
}

/** Ten random upper-case letters. */
export function randomDeviceId(): string {
  const bytes = new Uint8Array(1);
  let id = "";
  while (id.length < 10) {
    const byte = crypto.getRandomValues(bytes)[0] ?? 255;
    // 234 is 9 times 26: above it, the first letters would come up more often.
    if (byte < 234) id += String.fromCharCode(65 + (byte % 26));
  }
  return id;
}

/** A `client_secret`, unguessable: 43 characters of 64. */
export function randomClientSecret(): string {
  const alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._";
  const bytes = crypto.getRandomValues(new Uint8Array(43));
  return Array.from(bytes, (byte) => alphabet[byte & 63]).join("");
}
