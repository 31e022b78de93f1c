/**
 * The ways a homeserver can be set up, by name. The fake homeserver has scenarios of the same names.
 * Every set-up is Synapse's `homeserver.yaml` as an object: YAML reads JSON.
 */
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Anyone may make an account without showing anything. */
const open = {
  enable_registration: true,
  enable_registration_without_verification: true,
};

const unlimited = { per_second: 1000, burst_count: 1000 };

/** All tests come from one address, so that the usual limits would stop them at the fourth account. */
const withoutLimits = {
  rc_registration: unlimited,
  rc_registration_token_validity: unlimited,
  rc_3pid_validation: unlimited,
  rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
};

const tight = { per_second: 0.2, burst_count: 1 };

/**
 * @typedef {object} Place where a homeserver runs, and what is around it
 * @property {string} folder absolute path of the data folder
 * @property {number} port
 * @property {number} smtpPort where it sends mails
 * @property {string} stubsUrl who checks its captchas and sends its SMS
 * @property {string} [accountsUrl] who keeps its accounts, for a set-up that does not itself
 * @property {string} [issuer] with whom people sign on, for a set-up that has single sign-on
 */

/** @param {Place} place */
const policy = ({ folder }) => ({
  user_consent: {
    template_dir: join(folder, "policy"),
    version: "1.0",
    require_at_registration: true,
    policy_name: "Privacy Policy",
  },
});

/** @param {Place} place */
const mails = ({ smtpPort }) => ({
  email: {
    smtp_host: "127.0.0.1",
    smtp_port: smtpPort,
    enable_tls: false,
    notif_from: "Homeserver <homeserver@localhost>",
  },
});

/** @param {Place} place */
const phones = ({ stubsUrl }) => ({ account_threepid_delegates: { msisdn: stubsUrl } });

/** @param {Place} place */
const captchas = ({ stubsUrl }) => ({
  enable_registration_captcha: true,
  recaptcha_public_key: "fake-site-key",
  recaptcha_private_key: sharedSecret,
  recaptcha_siteverify_api: `${stubsUrl}/siteverify`,
});

/** At whose place the homeserver is known by this ID and secret. */
export const oidcClient = { id: "homeserver", secret: "tests-on-loopback-only" };

/** The set-ups for which a provider of sign-on is started. */
export const setUpsWithSso = /** @type {readonly string[]} */ (["oidcSso"]);

/** @param {Place} place */
const singleSignOn = ({ issuer }) => ({
  oidc_providers: [
    {
      idp_id: "example",
      idp_name: "Example ID",
      issuer,
      client_id: oidcClient.id,
      client_secret: oidcClient.secret,
      scopes: ["openid", "profile"],
      // Else it wants https:.
      skip_verification: true,
      user_profile_method: "userinfo_endpoint",
      user_mapping_provider: {
        config: {
          localpart_template: "{{ user.preferred_username }}",
          display_name_template: "{{ user.name }}",
        },
      },
    },
  ],
});

/** Nobody registers with an address at a host `denied.…`, or with a number +44 7700 900660 to 669. */
const someThreepids = {
  allowed_local_3pids: [
    { medium: "email", pattern: "^(?!.*@denied\\.)" },
    { medium: "msisdn", pattern: "^(?!44770090066)" },
  ],
};

/** What a homeserver and those who keep its accounts say to each other. */
export const accountsSecret = "accounts-on-loopback-only";

/** Lets a test make an administrator's account; worth nothing outside loopback. */
export const sharedSecret = "tests-on-loopback-only";

/**
 * What is particular to each set-up.
 * @satisfies {Record<string, (place: Place) => Record<string, unknown>>}
 */
const particulars = {
  open: () => ({ ...withoutLimits, ...open }),
  token: () => ({
    ...withoutLimits,
    enable_registration: true,
    registration_requires_token: true,
  }),
  terms: (/** @type {Place} */ place) => ({ ...withoutLimits, ...open, ...policy(place) }),
  tokenAndTerms: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    enable_registration: true,
    registration_requires_token: true,
    ...policy(place),
  }),
  tokenOrNot: () => ({ ...withoutLimits, ...open, enable_registration_token_3pid_bypass: true }),
  guests: () => ({ ...withoutLimits, ...open, allow_guest_access: true }),
  guestsOnly: () => ({ ...withoutLimits, enable_registration: false, allow_guest_access: true }),
  closed: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    enable_registration: false,
    ...mails(place),
  }),
  passwordPolicy: () => ({
    ...withoutLimits,
    ...open,
    password_config: {
      policy: {
        enabled: true,
        minimum_length: 10,
        require_digit: true,
        require_symbol: true,
        require_lowercase: true,
        require_uppercase: true,
      },
    },
  }),
  limited: () => ({
    ...open,
    rc_registration: tight,
    rc_registration_token_validity: tight,
    rc_3pid_validation: tight,
  }),
  namesHidden: () => ({ ...withoutLimits, ...open, inhibit_user_in_use_error: true }),
  /** Nobody may become active in this month. */
  full: () => ({
    ...withoutLimits,
    ...open,
    limit_usage_by_mau: true,
    max_mau_value: 0,
    admin_contact: "mailto:admin@example.org",
  }),
  approval: () => ({
    ...withoutLimits,
    ...open,
    experimental_features: {
      msc3866: { enabled: true, require_approval_for_new_accounts: true },
    },
  }),
  recaptcha: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    enable_registration: true,
    ...captchas(place),
  }),
  email: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    ...someThreepids,
    enable_registration: true,
    registrations_require_3pid: ["email"],
    ...mails(place),
  }),
  mailLimited: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    rc_3pid_validation: { per_second: 0.05, burst_count: 1 },
    enable_registration: true,
    registrations_require_3pid: ["email"],
    ...mails(place),
  }),
  emailOptional: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    ...someThreepids,
    ...open,
    ...mails(place),
  }),
  addressesHidden: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    ...someThreepids,
    enable_registration: true,
    registrations_require_3pid: ["email"],
    request_token_inhibit_3pid_errors: true,
    ...mails(place),
  }),
  captchaTermsEmail: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    ...someThreepids,
    enable_registration: true,
    registrations_require_3pid: ["email"],
    ...captchas(place),
    ...policy(place),
    ...mails(place),
  }),
  msisdn: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    ...someThreepids,
    enable_registration: true,
    registrations_require_3pid: ["msisdn"],
    ...phones(place),
  }),
  emailAndMsisdn: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    ...someThreepids,
    ...open,
    enable_registration_token_3pid_bypass: true,
    ...mails(place),
    ...phones(place),
  }),
  /** Accounts are made and kept by somebody else, by OAuth 2.0. */
  oauth: (/** @type {Place} */ { accountsUrl }) => ({
    ...withoutLimits,
    enable_registration: false,
    password_config: { enabled: false },
    matrix_authentication_service: {
      enabled: true,
      endpoint: `${accountsUrl}/`,
      secret: accountsSecret,
    },
  }),
  oidcSso: (/** @type {Place} */ place) => ({
    ...withoutLimits,
    enable_registration: false,
    ...singleSignOn(place),
  }),
};

/**
 * @typedef {keyof typeof particulars} AnySetUp
 * @typedef {Exclude<AnySetUp, "oauth">} SetUp those of which there is a fake one as well
 */

export const setUps = /** @type {AnySetUp[]} */ (Object.keys(particulars));

/**
 * Writes the configuration of a set-up into its folder.
 * @param {AnySetUp} setUp
 * @param {Place} place
 * @returns {Promise<string>} the configuration's path
 */
export async function writeSetUp(setUp, place) {
  const { folder, port } = place;
  const special = particulars[setUp](place);
  const configuration = {
    server_name: "localhost",
    public_baseurl: `http://127.0.0.1:${port}/`,
    report_stats: false,
    signing_key: `ed25519 a_test ${randomBytes(32).toString("base64").replace("=", "")}`,
    media_store_path: join(folder, "media"),
    macaroon_secret_key: sharedSecret,
    form_secret: sharedSecret,
    registration_shared_secret: sharedSecret,
    trusted_key_servers: [],
    suppress_key_server_warning: true,
    log_config: join(folder, "log.json"),
    database: { name: "sqlite3", args: { database: join(folder, "homeserver.db") } },
    listeners: [
      {
        port,
        type: "http",
        tls: false,
        bind_addresses: ["127.0.0.1"],
        resources: [{ names: ["client", ...("user_consent" in special ? ["consent"] : [])] }],
      },
    ],
    // The least bcrypt takes: a test's password needs no protection.
    bcrypt_rounds: 4,
    app_service_config_files: [join(folder, "bridge.json")],
    ...special,
  };
  const log = {
    version: 1,
    disable_existing_loggers: false,
    formatters: { line: { format: "%(asctime)s %(levelname)s %(name)s %(message)s" } },
    handlers: { stderr: { class: "logging.StreamHandler", formatter: "line" } },
    root: { level: "WARNING", handlers: ["stderr"] },
  };
  const path = join(folder, "homeserver.yaml");
  await mkdir(join(folder, "policy", "en"), { recursive: true });
  await Promise.all([
    writeFile(path, JSON.stringify(configuration, null, 2)),
    writeFile(join(folder, "log.json"), JSON.stringify(log)),
    writeFile(join(folder, "bridge.json"), JSON.stringify(bridge)),
    writeFile(join(folder, "policy", "en", "1.0.html"), policyPage),
    writeFile(join(folder, "policy", "en", "success.html"), policyPage),
  ]);
  return path;
}

/** An application service that nobody runs: the names it has reserved are its whole use. */
const bridge = {
  id: "bridge",
  url: null,
  as_token: "bridge-to-homeserver",
  hs_token: "homeserver-to-bridge",
  sender_localpart: "reserved.sender",
  namespaces: { users: [{ exclusive: true, regex: "@reserved\\..*:localhost" }] },
};

const policyPage = `<!doctype html>
<html lang="en"><title>Privacy Policy</title><h1>Privacy Policy</h1><p>Nothing is kept.</p></html>
`;
