import { tokenInQuery } from "../protocol/guards/registrationToken.js";
import { replaceAddress } from "../uia/browser/replaceAddress.js";

/** The values that a link to the page can fill in. Nothing is ever sent because of them. */
export interface PageAddress {
  readonly homeserver?: string | undefined;
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly registrationToken?: string | undefined;
  readonly lang?: string | undefined;
}

const maxLength = 2048;

/** Reads the query parameters `homeserver`, `username`, `email`, `token` and `lang`. */
export function readPageAddress(url: URL): PageAddress {
  const read = (name: string) => {
    const value = url.searchParams.get(name)?.trim() ?? "";
    return value === "" || value.length > maxLength ? undefined : value;
  };
  const token = tokenInQuery(url.search);
  return {
    homeserver: read("homeserver"),
    username: read("username"),
    email: read("email"),
    registrationToken: token === undefined || token.length > maxLength ? undefined : token,
    lang: read("lang"),
  };
}

/**
 * As {@link readPageAddress}, and takes the registration token out of the address bar and the
 * history: it is a secret, and addresses are shared, synchronised and logged.
 */
export function takePageAddress(
  location: Pick<Location, "href">,
  history: Pick<History, "replaceState" | "state">,
): PageAddress {
  const url = new URL(location.href);
  const address = readPageAddress(url);
  if (url.searchParams.has("token")) {
    url.searchParams.delete("token");
    replaceAddress(history, url);
  }
  return address;
}
