import { refuse } from "../server/answers.js";
import {
  type FamilyPolicy,
  familyChallenge,
  familyFlows,
  familyRoutes,
  familySessions,
} from "./conduitFamily.js";
import type { Dialect } from "./dialect.js";
import { rewordedBy } from "./reworded.js";

const cors = {
  Vary: "origin, access-control-request-method, access-control-request-headers",
  "Access-Control-Allow-Origin": "*",
};

const policy: FamilyPolicy = {
  emptyBody: "refused",
  unreadable: "Failed to deserialize request.",
  closed: "Registration has been disabled.",
  guests: (_state, kind) => {
    if (kind === "guest" || kind === "user") return kind;
    refuse(400, "M_BAD_JSON", "Failed to deserialize request.");
  },
  username: {
    checked: "first",
    folded: true,
    invalid: () => "Username is invalid.",
    taken: "Desired user ID is already taken.",
  },
  passwordRequired: false,
  otherStage: "passedOver",
  wrongToken: "Invalid registration token.",
};

const reworded = rewordedBy({
  M_MISSING_TOKEN: { error: "Missing access token." },
  M_UNKNOWN_TOKEN: { error: "Unknown access token." },
});

/** Conduit: one token or nothing, guests wherever registration is open, the errcode before each text. */
export const conduit: Dialect = {
  routes: familyRoutes(policy, {
    "/register/email/requestToken": undefined,
    "/registration/email/submit_token": undefined,
    "/register/m.login.registration_token/validity": undefined,
  }),
  manners: {
    sessions: familySessions({
      status: 403,
      body: { errcode: "M_FORBIDDEN", error: "UIAA session does not exist." },
    }),
    challenge: familyChallenge("ifAny"),
    flows: ({ registrationToken }) =>
      familyFlows([registrationToken !== undefined && "m.login.registration_token"]),
    policies: () => ({}),
    reworded(answer) {
      const { body, ...rest } = reworded(answer);
      const { errcode, error } = body;
      return { ...rest, body: { errcode, error: `${String(errcode)}: ${String(error)}` } };
    },
    preflight: {
      status: 200,
      headers: {
        ...cors,
        "Access-Control-Allow-Methods": "GET,POST,PUT,DELETE,OPTIONS",
        "Access-Control-Allow-Headers": "origin,x-requested-with,content-type,accept,authorization",
        "Access-Control-Max-Age": "86400",
      },
    },
    headers: (status): Readonly<Record<string, string>> => (status === 405 ? {} : cors),
    outside: "json",
  },
};
