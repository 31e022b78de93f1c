/**
 * The ways a Dendrite can be set up, by name: those of Synapse that it can have as well. A set-up is
 * `dendrite.yaml` as an object: YAML reads JSON.
 */
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * @typedef {object} Place where a homeserver runs, and what is around it
 * @property {string} folder absolute path of the data folder
 * @property {string} baseUrl without a slash at its end
 * @property {string} stubsUrl where its captchas are checked
 */

const open = { registration_disabled: false, guests_disabled: true };

/** All tests come from one address, and the usual limits count every request. */
const unlimited = { rate_limiting: { enabled: false } };

/**
 * Settings of the client API, particular to each set-up.
 * @satisfies {Record<string, (place: Place) => Record<string, unknown>>}
 */
const particulars = {
  open: () => ({ ...unlimited, ...open }),
  guests: () => ({ ...unlimited, ...open, guests_disabled: false }),
  closed: () => ({ ...unlimited, registration_disabled: true, guests_disabled: false }),
  limited: () => ({
    ...open,
    rate_limiting: { enabled: true, threshold: 1, cooloff_ms: 500 },
  }),
  recaptcha: ({ stubsUrl }) => ({
    ...unlimited,
    ...open,
    enable_registration_captcha: true,
    recaptcha_public_key: "fake-site-key",
    recaptcha_private_key: "tests-on-loopback-only",
    recaptcha_siteverify_api: `${stubsUrl}/siteverify`,
    recaptcha_api_js_url: "https://www.recaptcha.net/recaptcha/api.js",
  }),
};

/** @typedef {keyof typeof particulars} SetUp */

export const setUps = /** @type {SetUp[]} */ (Object.keys(particulars));

/**
 * Writes the configuration of a set-up into its folder.
 * @param {SetUp} setUp
 * @param {Place} place
 * @returns {Promise<string>} the configuration's path
 */
export async function writeSetUp(setUp, place) {
  const { folder, baseUrl } = place;
  /** @param {string} name */
  const database = (name) => ({
    connection_string: `file:${join(folder, `${name}.db`)}`,
    max_open_conns: 1,
  });
  const configuration = {
    version: 2,
    global: {
      server_name: "localhost",
      private_key: join(folder, "signing.pem"),
      disable_federation: true,
      well_known_client_name: baseUrl,
      jetstream: { in_memory: true, storage_path: folder },
    },
    client_api: particulars[setUp](place),
    app_service_api: { config_files: [join(folder, "bridge.json")] },
    federation_api: { database: database("federation") },
    key_server: { database: database("keys") },
    media_api: { base_path: join(folder, "media"), database: database("media") },
    mscs: { database: database("mscs") },
    relay_api: { database: database("relay") },
    room_server: { database: database("rooms") },
    sync_api: { database: database("sync") },
    user_api: {
      // The least that bcrypt takes: a test's password needs no protection.
      bcrypt_cost: 4,
      account_database: database("accounts"),
      device_database: database("devices"),
    },
    logging: [{ type: "std", level: "warn" }],
  };
  const path = join(folder, "dendrite.yaml");
  await mkdir(join(folder, "media"), { recursive: true });
  await Promise.all([
    writeFile(path, JSON.stringify(configuration, null, 2)),
    writeFile(join(folder, "signing.pem"), signingKey()),
    writeFile(join(folder, "bridge.json"), JSON.stringify(bridge)),
  ]);
  return path;
}

/** A new key to sign events with, in the form that Dendrite reads. */
function signingKey() {
  const name = "MATRIX PRIVATE KEY";
  const seed = randomBytes(32).toString("base64");
  return `-----BEGIN ${name}-----\nKey-ID: ed25519:test\n\n${seed}\n-----END ${name}-----\n`;
}

/** An application service that does not run: the names it has reserved are its whole use. */
const bridge = {
  id: "bridge",
  url: null,
  as_token: "bridge-to-homeserver",
  hs_token: "homeserver-to-bridge",
  sender_localpart: "reserved.sender",
  namespaces: { users: [{ exclusive: true, regex: "@reserved\\..*:localhost" }] },
};
