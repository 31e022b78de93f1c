import fc from "fast-check";
import { leave, leaveByOwnWords, metadata, offer } from "./accountPages.js";
import { badAddress } from "./addresses.js";
import { type Kind, kind } from "./kind.js";
import { noText, type Reply, replyOf, unreadable, withStrangeMembers } from "./replies.js";

const group = "metadata";
const required = ["issuer", "authorization_endpoint", "token_endpoint"] as const;
const optional = ["registration_endpoint", "revocation_endpoint"] as const;
const said = (changes: object): Reply => replyOf(200, { ...metadata, ...changes });

/** Addresses outside the issuer's host and what is above or below it. */
const elsewhere = fc.oneof(
  fc.constantFrom(
    "https://evil.example/x",
    "https://xaccount.example.org/x",
    "https://account.example.org.evil.example/x",
    "https://other.example.org/x",
    "https://account.example.org:8443/x",
    "https://example.orga/x",
  ),
  fc.stringMatching(/^[a-z]{1,10}\.example$/).map((host) => `https://${host}/x`),
);
/** Account servers that no bond with the homeserver is known of. */
const stranger = fc
  .oneof(
    fc.constantFrom(
      "example.com",
      "org",
      "example.org.evil.example",
      "not-example.org",
      "github.io",
      "co.uk",
    ),
    fc.stringMatching(/^[a-z]{1,10}\.example$/),
  )
  .map((host) =>
    Object.fromEntries(
      [...required, ...optional].map((name) => [
        name,
        `https://${host}/${name === "issuer" ? "" : name}`,
      ]),
    ),
  );
const without = (list: string, value: string) =>
  fc
    .oneof(
      fc.array(fc.constantFrom("plain", "token", "implicit", "form_post", "x"), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.constantFrom([value.toUpperCase() === value ? value.toLowerCase() : value.toUpperCase()]),
    )
    .map((values) => said({ [list]: values }));

export const metadataKinds: readonly Kind[] = [
  kind({
    group,
    name: "no JSON object, or larger than is read",
    size: 25,
    input: unreadable.map((body) => ({ status: 200, body })),
    right: { offer: [offer, "not offered"], leave: [leave, "stays"] },
  }),
  kind({
    group,
    name: "an unsafe issuer or endpoint",
    size: 68,
    input: fc
      .tuple(fc.constantFrom(...required, ...optional), badAddress)
      .map(([name, address]) => said({ [name]: address })),
    right: { offer: [offer, "not offered"], leave: [leave, "stays"] },
  }),
  kind({
    group,
    name: "an issuer or an endpoint that is no text, or missing",
    size: 25,
    input: fc
      .tuple(fc.constantFrom(...required), fc.oneof(noText, fc.constantFrom(null, undefined)))
      .map(([name, value]) => said({ [name]: value })),
    right: { offer: [offer, "not offered"], leave: [leave, "stays"] },
  }),
  kind({
    group,
    name: "an endpoint away from the issuer's host",
    size: 25,
    input: fc
      .tuple(fc.constantFrom("authorization_endpoint", "token_endpoint", ...optional), elsewhere)
      .map(([name, address]) => said({ [name]: address })),
    right: { offer: [offer, "not offered"], leave: [leave, "stays"] },
  }),
  kind({
    group,
    name: "an account server on another site than the homeserver",
    size: 19,
    input: stranger.map(said),
    right: { offer: [offer, "not offered"], leave: [leave, "stays"] },
  }),
  kind({
    group,
    name: "no code, no S256, no return address that can be read",
    size: 19,
    input: fc.oneof(
      without("code_challenge_methods_supported", "S256"),
      without("response_types_supported", "code"),
      without("grant_types_supported", "authorization_code"),
      without("response_modes_supported", "fragment"),
      fc
        .oneof(noText, fc.constantFrom(null, []))
        .filter((value) => !Array.isArray(value) || !value.includes("S256"))
        .map((value) => said({ code_challenge_methods_supported: value })),
    ),
    right: { offer: [offer, "not offered"], leave: [leave, "stays"] },
  }),
  kind({
    group,
    name: "good metadata, and strange members beside it",
    size: 25,
    input: withStrangeMembers(metadata).map((body) => ({ status: 200, body })),
    right: { offer: [offer, "offered"], leave: [leave, "goes there"] },
  }),
  kind({
    group,
    name: "an issuer that describes itself otherwise than the homeserver does",
    size: 19,
    input: fc
      .tuple(fc.constantFrom(...required, ...optional), fc.oneof(elsewhere, badAddress))
      .map(([name, address]) => said({ [name]: address })),
    right: { leave: [leaveByOwnWords, "refused: notTrusted"] },
  }),
];
