import { decodePolicies, type Policy } from "../../src/protocol/endpoints/policies.js";

/** Two policies as a homeserver would give them; the first in English and German. */
export function policies(version = "1.0"): readonly Policy[] {
  const decoded = decodePolicies({
    policies: {
      "terms.of.service": {
        version,
        en: { name: "Terms of Service", url: "https://example.org/terms" },
        de_DE: { name: "Nutzungsbedingungen", url: "https://example.org/de/terms" },
      },
      privacy: {
        version: "2.0",
        en: { name: "Privacy Policy", url: "https://policies.example.net/privacy" },
      },
    },
  });
  if (decoded === undefined) throw new TypeError("The policies of the tests are malformed.");
  return decoded;
}

/** As many policies as are folded under one checkbox. */
export function manyPolicies(): readonly Policy[] {
  const decoded = decodePolicies({
    policies: {
      conduct: {
        version: "3.0",
        en: { name: "Code of Conduct", url: "https://matrix.example.org/conduct" },
      },
    },
  });
  return [...policies(), ...(decoded ?? [])];
}

/** A policy whose address is by `http:`. */
export function unlinkedPolicies(): readonly Policy[] {
  const en = { name: "House Rules", url: null, address: "http://example.org/rules" };
  return [{ id: "rules", version: "1.0", translations: { en } }];
}
