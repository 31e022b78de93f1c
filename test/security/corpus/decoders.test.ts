import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { whoami } from "../../../src/protocol/endpoints/accessToken.js";
import { loginFlows } from "../../../src/protocol/endpoints/loginFlows.js";
import { logInWithToken } from "../../../src/protocol/endpoints/loginToken.js";
import { passwordPolicy } from "../../../src/protocol/endpoints/passwordPolicy.js";
import { decodePolicies } from "../../../src/protocol/endpoints/policies.js";
import { register } from "../../../src/protocol/endpoints/register.js";
import { registrationTokenValid } from "../../../src/protocol/endpoints/registrationToken.js";
import { usernameAvailable } from "../../../src/protocol/endpoints/usernameAvailability.js";
import { wellKnown } from "../../../src/protocol/endpoints/wellKnown.js";
import { MatrixError, NetworkError } from "../../../src/protocol/wire/errors.js";
import { server } from "../../protocol/answers.js";
import { runs } from "../../runs.js";
import { anyJson, strangeKey } from "./replies.js";

type Options = ReturnType<typeof server>["options"];

const calls: Readonly<Record<string, (options: Options) => Promise<unknown>>> = {
  register: (options) => register({}, options),
  usernameAvailable: (options) => usernameAvailable("alice", options),
  registrationTokenValid: (options) => registrationTokenValid("abc", options),
  passwordPolicy,
  loginFlows,
  logInWithToken: (options) => logInWithToken({ token: "t" }, options),
  whoami: (options) => whoami("t", options),
  wellKnown: (options) => wellKnown("example.org", options),
};

const known = fc.constantFrom(
  ..."user_id access_token device_id refresh_token expires_in_ms available valid".split(" "),
  ..."unstable_features flows type stages session completed params policies version en name".split(
    " ",
  ),
  ..."url errcode error retry_after_ms admin_contact info_uri m.homeserver base_url".split(" "),
  ..."well_known identity_providers id name icon brand oauth_aware_preferred".split(" "),
  "m.login.terms",
  "m.minimum_length",
  "m.require_digit",
);

/** The text of any JSON object with keys that are read somewhere. */
const bodies = fc
  .array(fc.tuple(fc.oneof(known, strangeKey), anyJson), { maxLength: 6 })
  .map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`);

const statuses = fc.constantFrom(200, 200, 201, 400, 401, 403, 404, 429, 500);

/** Every name reachable on a value is one of its own: no key of the server's stands for an inherited one. */
function holdsPlainJson(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "function";
  const prototype: unknown = Object.getPrototypeOf(value);
  if (![null, Object.prototype, Array.prototype].includes(prototype as null)) return false;
  return Object.values(value).every(holdsPlainJson);
}

describe.each(Object.entries(calls))("%s", (_name, call) => {
  it("gives a value or a typed refusal for anything", async () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    await fc.assert(
      fc.asyncProperty(statuses, bodies, async (status, body) => {
        try {
          expect(holdsPlainJson(await call(server(status, body).options))).toBe(true);
        } catch (error) {
          if (!(error instanceof MatrixError) && !(error instanceof NetworkError)) throw error;
          if (error instanceof MatrixError) expect(holdsPlainJson(error.uia)).toBe(true);
        }
      }),
      { numRuns: runs(150) },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  });

  it("takes nothing from an object's inheritance", async () => {
    const good = {
      user_id: "@a:b.c",
      access_token: "t",
      device_id: "D",
      available: true,
      valid: true,
      flows: [],
      "m.minimum_length": 8,
      "m.homeserver": { base_url: "https://a.b" },
    };
    const given = await call(server(200, good).options);
    const hidden = await call(server(200, `{"__proto__":${JSON.stringify(good)}}`).options).catch(
      (error: unknown) => error,
    );
    if (hidden instanceof NetworkError) expect(hidden.reason).toBe("malformed");
    else expect(hidden).toEqual({});
    expect(given).not.toEqual(hidden);
  });
});

describe("decodePolicies", () => {
  it("gives policies or nothing for anything", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const params: unknown = JSON.parse(`{"policies":${body}}`);
        for (const policy of decodePolicies(params) ?? []) {
          expect(Object.getPrototypeOf(policy.translations)).toBeNull();
          expect(Object.keys(policy.translations)).not.toEqual([]);
        }
        expect(() => decodePolicies(JSON.parse(body))).not.toThrow();
      }),
    );
  });
});
