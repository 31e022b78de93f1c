import { addedRoutes, changedRoutes, synapseRoutes } from "../../endpoints/routes.js";
import { login } from "../../endpoints/signIn.js";
import type { HomeserverState } from "../../model/state.js";
import { type Answer, ok, refuse } from "../../server/answers.js";
import { accessToken, type Call } from "../../server/call.js";
import { optionalText } from "../bodyTypes.js";
import type { Dialect } from "../dialect.js";
import { rewordedBy } from "../reworded.js";
import { decoded } from "./body.js";
import { dendriteFallback } from "./fallback.js";
import { available, register } from "./register.js";

const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "Origin, X-Requested-With, Content-Type, Accept, Authorization",
};

/** Dendrite 0.13 to 0.15: a captcha or nothing, sessions in memory, names looked at in the end. */
export const dendrite: Dialect = {
  routes: addedRoutes(
    changedRoutes(
      synapseRoutes,
      {
        "/register": { POST: register },
        "/register/available": { GET: available },
        "/register/email/requestToken": { POST: requestEmailToken },
        "/register/msisdn/requestToken": undefined,
        "/registration/email/submit_token": undefined,
        "/add_threepid/msisdn/submit_token": undefined,
        "/register/m.login.registration_token/validity": undefined,
        "/password_policy": undefined,
        "/refresh": undefined,
        "/login": { GET: loginFlows, POST: logIn },
        "/devices": { GET: devices },
      },
      dendriteFallback,
      ["r0", "v3", "v1"],
    ),
    { "/.well-known/matrix/client": { GET: wellKnown } },
  ),
  manners: {
    sessions: {
      idLength: 24,
      lifetimeMs: 5 * 60_000,
      renewed: true,
      boundToUri: false,
      unknown: "begun",
    },
    challenge: ({ session, flows, params, completed }) => ({
      flows: flows.map((stages) => ({ stages })),
      completed,
      params,
      session,
    }),
    flows: ({ recaptcha }) => [[recaptcha ? "m.login.recaptcha" : "m.login.dummy"]],
    policies: () => ({}),
    reworded: rewordedBy({
      M_MISSING_TOKEN: { error: "missing access token" },
      M_UNKNOWN_TOKEN: { error: "Unknown token" },
      "Invalid username or password": {
        error: "The username or password was incorrect or the account does not exist.",
      },
    }),
    preflight: { status: 200, headers: cors },
    headers: () => cors,
    outside: "json",
  },
};

/** There is such an endpoint, though no flow has a use for it. */
function requestEmailToken(call: Call): Answer {
  const idServer = optionalText(decoded(call)["id_server"]) ?? "";
  refuse(400, "M_SERVER_NOT_TRUSTED", `Untrusted server '${idServer}'`);
}

/** The address as its owner wrote it. */
function wellKnown(_call: Call, { settings }: HomeserverState): Answer {
  return ok({ "m.homeserver": { base_url: settings.baseUrl } });
}

function loginFlows(_call: Call, { settings }: HomeserverState): Answer {
  const password = { type: "m.login.password" };
  const service = { type: "m.login.application_service" };
  return ok({ flows: settings.reservedUsernames.length > 0 ? [password, service] : [password] });
}

/** A device that comes back loses the token that it had. */
function logIn(call: Call, state: HomeserverState): Answer {
  const { user_id, access_token, device_id } = login(call, state, "replaced").body;
  return ok({ user_id, access_token, device_id });
}

function devices(call: Call, state: HomeserverState): Answer {
  const { account } = state.accounts.requester(accessToken(call));
  const at = { last_seen_ip: "127.0.0.1", last_seen_ts: state.settings.clock.now() };
  return ok({
    devices: state.accounts.devices.of(account.userId).map(({ deviceId, displayName }) => ({
      device_id: deviceId,
      display_name: displayName ?? "",
      ...at,
    })),
  });
}
