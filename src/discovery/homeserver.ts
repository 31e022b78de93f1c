/** A homeserver: where its API answers, and its name if that is known. */
export interface Homeserver {
  /** Base URL of the client-server API, with or without a slash at its end. */
  readonly baseUrl: string;
  /** The name in user IDs. A base URL does not tell it. */
  readonly serverName?: string;
}
