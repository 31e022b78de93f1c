import { endpoint } from "./baseUrl.js";

/** Whether a text is an `mxc://` URI. https://spec.matrix.org/v1.18/client-server-api/#matrix-content-mxc-uris */
export function isMediaUri(text: string): boolean {
  return parse(text) !== undefined;
}

/**
 * Where a picture can be fetched from without signing in, as a square of so many pixels: by the old
 * download API, which homeservers keep for what providers of sign-on look like. `undefined` when the
 * URI is none.
 */
export function mediaUrl(baseUrl: string, uri: string, pixels: number): string | undefined {
  const media = parse(uri);
  if (media === undefined) return undefined;
  const size = String(pixels);
  const path = `/_matrix/media/v3/thumbnail/${encodeURIComponent(media.serverName)}/${media.id}`;
  return endpoint(baseUrl, path, { width: size, height: size, method: "crop" });
}

function parse(text: string): { readonly serverName: string; readonly id: string } | undefined {
  const [, serverName, id] =
    /^mxc:\/\/([A-Za-z0-9.:[\]-]{1,255})\/([A-Za-z0-9_-]{1,255})$/.exec(text) ?? [];
  return serverName === undefined || id === undefined ? undefined : { serverName, id };
}
