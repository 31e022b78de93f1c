import { decodePolicies } from "../src/protocol/endpoints/policies.js";

/** A homeserver's words in the stories. */
export const said = { status: 400, errcode: "M_UNKNOWN", text: "Computer says no: <b>42</b>" };

export const twoPolicies =
  decodePolicies({
    policies: {
      terms: {
        version: "2.3",
        en: { name: "Terms of Service", url: "https://example.org/terms" },
        de: { name: "Nutzungsbedingungen", url: "https://example.org/de/terms" },
      },
      privacy: {
        version: "1.0",
        en: { name: "Privacy Policy", url: "https://example.org/privacy" },
      },
    },
  }) ?? [];
