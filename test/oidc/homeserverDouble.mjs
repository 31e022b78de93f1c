/**
 * The little of a homeserver that signing up by OAuth 2.0 touches, as Synapse answers when its
 * accounts are kept elsewhere.
 *
 * @param {string} path
 * @param {{ localpart: string, deviceId: string } | undefined} owner of the access token
 * @param {string} serverName
 * @returns {{ status: number, body: object }}
 */
export function answerAsHomeserver(path, owner, serverName) {
  switch (path) {
    case "/_matrix/client/versions":
      return { status: 200, body: { versions: ["v1.15"] } };
    case "/_matrix/client/v3/register":
      return {
        status: 403,
        body: {
          errcode: "M_FORBIDDEN",
          error:
            "Registration has been disabled. Only m.login.application_service registrations are allowed.",
        },
      };
    case "/_matrix/client/v3/account/whoami":
      if (owner === undefined) {
        return { status: 401, body: { errcode: "M_UNKNOWN_TOKEN", error: "Token is not active" } };
      }
      return {
        status: 200,
        body: { user_id: `@${owner.localpart}:${serverName}`, device_id: owner.deviceId },
      };
    default:
      return { status: 404, body: { errcode: "M_UNRECOGNIZED", error: "Unrecognized request" } };
  }
}
