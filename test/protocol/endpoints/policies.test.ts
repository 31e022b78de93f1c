import { describe, expect, it } from "vitest";
import { decodePolicies, type Policy, policyIn } from "../../../src/protocol/endpoints/policies.js";
import type { SafeUrl } from "../../../src/protocol/guards/safeUrl.js";
import { inheritedNames } from "../answers.js";

const english = { name: "Terms of Service", url: "https://example.org/terms-en.html" };
const terms = { version: "1.2", en: english };

function withPolicy(policy: unknown) {
  return { policies: { terms_of_service: policy } };
}

describe("policies", () => {
  it("are read with their version apart from their languages", () => {
    const french = { name: "Conditions d'utilisation", url: "https://example.org/terms-fr.html" };
    const policies = decodePolicies({
      policies: {
        terms_of_service: { version: "1.2", en: english, fr: french },
        privacy: { en: english, version: "a-b" },
      },
    });
    expect(policies?.map(({ id, version }) => [id, version])).toEqual([
      ["terms_of_service", "1.2"],
      ["privacy", "a-b"],
    ]);
    expect({ ...policies?.[0]?.translations }).toEqual({ en: english, fr: french });
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "policies"],
    ["a list", []],
    ["no policies", {}],
    ["policies that are null", { policies: null }],
    ["policies in a list", { policies: [terms] }],
    ["policies that are a text", { policies: "terms" }],
    ["a policy that is null", withPolicy(null)],
    ["a policy that is a text", withPolicy("https://example.org")],
    ["a policy that is a list", withPolicy([english])],
    ["a version that is an object", withPolicy({ version: english, en: english })],
    ["an empty version", withPolicy({ ...terms, version: "" })],
    ["a version that hides something", withPolicy({ ...terms, version: "1\u202e2" })],
    ["no language", withPolicy({ version: "1" })],
    ["a language without a name", withPolicy({ ...terms, "": english })],
    ["no name", withPolicy({ ...terms, fr: { url: english.url } })],
    ["a name that is no text", withPolicy({ ...terms, fr: { ...english, name: 1 } })],
    ["a name that shows nothing", withPolicy({ ...terms, fr: { ...english, name: "\u200b" } })],
    ["no link", withPolicy({ ...terms, fr: { name: "x" } })],
    [
      "a script for a link",
      withPolicy({ ...terms, fr: { ...english, url: "javascript:alert(1)" } }),
    ],
    ["a relative link", withPolicy({ ...terms, fr: { ...english, url: "/terms" } })],
    [
      "a link to the local network by http",
      withPolicy({ ...terms, fr: { ...english, url: "http://10.0.0.1" } }),
    ],
    ["a link with a user", withPolicy({ ...terms, fr: { ...english, url: "http://a@b.org" } })],
    [
      "a link to the local network",
      withPolicy({ ...terms, fr: { ...english, url: "https://10.0.0.1" } }),
    ],
    ["a policy without an ID", { policies: { "": terms } }],
    ["an ID of 256 characters", { policies: { ["x".repeat(256)]: terms } }],
    ["one bad policy among good ones", { policies: { a: terms, b: terms, c: {} } }],
  ])("are malformed with %s", (_, params) => {
    expect(decodePolicies(params)).toBeUndefined();
  });

  it("may be none", () => {
    expect(decodePolicies({ policies: {} })).toEqual([]);
  });

  it.each([
    ["no version", withPolicy({ en: english }), ""],
    ["a version that is null", withPolicy({ version: null, en: english }), ""],
    ["a version that is a number", withPolicy({ version: 1, en: english }), "1"],
    ["a language that is a text", withPolicy({ ...terms, fr: "https://example.org" }), "1.2"],
    ["a language that is null", withPolicy({ ...terms, fr: null }), "1.2"],
    ["a language that is a list", withPolicy({ ...terms, fr: ["x"] }), "1.2"],
    [
      "a version beside the policies",
      { policies: { terms_of_service: { en: english }, version: "latest" } },
      "",
    ],
    [
      "members that are no policies",
      { policies: { a: null, terms_of_service: terms, b: [1], c: 7 } },
      "1.2",
    ],
  ])("may have %s", (_, params, version) => {
    const policies = decodePolicies(params) ?? [];
    expect(policies.map((policy) => [policy.id, policy.version])).toEqual([
      ["terms_of_service", version],
    ]);
    expect(Object.keys(policies[0]?.translations ?? {})).toEqual(["en"]);
  });

  it.each(["any", "listed"] as const)("name an address by http without a link (%s)", (trust) => {
    const url = "http://example.org/terms";
    const [policy] =
      decodePolicies(withPolicy({ version: "1", en: { ...english, url } }), trust) ?? [];
    expect({ ...policy?.translations }).toEqual({
      en: { name: english.name, url: null, address: url },
    });
  });

  it("link by http on a homeserver of one's own", () => {
    const url = "http://10.0.0.1/terms";
    const [policy] =
      decodePolicies(withPolicy({ version: "1", en: { ...english, url } }), "own") ?? [];
    expect({ ...policy?.translations }).toEqual({ en: { name: english.name, url } });
  });

  it("may be 1 to 20, in 1 to 100 languages", () => {
    const many = (count: number, value: unknown) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, value]));
    expect(decodePolicies({ policies: many(20, terms) })).toHaveLength(20);
    expect(decodePolicies({ policies: many(21, terms) })).toBeUndefined();
    expect(decodePolicies(withPolicy({ version: "1", ...many(100, english) }))).toHaveLength(1);
    expect(decodePolicies(withPolicy({ version: "1", ...many(101, english) }))).toBeUndefined();
  });

  it("have names that are clean and of 200 code points at most", () => {
    const name = `\u202e${"🔑".repeat(300)}`;
    const shown = decodePolicies(withPolicy({ version: "1", en: { ...english, name } }))?.[0]
      ?.translations["en"];
    expect(shown?.name).toBe(`${"🔑".repeat(199)}…`);
  });

  it("may be anywhere on the app's own server", () => {
    const url = "http://localhost:8008/_matrix/consent?v=1.0";
    const params = withPolicy({ version: "1.0", en: { name: "Privacy Policy", url } });
    expect(decodePolicies(params, "listed")).toBeUndefined();
    expect(decodePolicies(params, "own")?.[0]?.translations["en"]?.url).toBe(url);
  });

  it("may be called what objects inherit", () => {
    const all = inheritedNames.map((name) => `"${name}":${JSON.stringify(terms)}`).join();
    const ids = decodePolicies(JSON.parse(`{"policies":{${all}}}`))?.map(({ id }) => id);
    expect(ids).toEqual(inheritedNames);

    const languages = inheritedNames.map((name) => `"${name}":${JSON.stringify(english)}`).join();
    const [policy] =
      decodePolicies(JSON.parse(`{"policies":{"a":{"version":"1",${languages}}}}`)) ?? [];
    expect(Object.keys(policy?.translations ?? {})).toEqual(inheritedNames);
    expect(policy && policyIn(policy, ["en"]).url).toBe(english.url);
    expect(({} as Record<string, unknown>)["url"]).toBeUndefined();
  });

  it("are not taken from what an object inherits", () => {
    expect(decodePolicies(Object.create({ policies: { terms } }))).toBeUndefined();
    expect(
      decodePolicies(JSON.parse(`{"__proto__":{"policies":{"a":${JSON.stringify(terms)}}}}`)),
    ).toBeUndefined();
  });
});

describe("the language of a policy", () => {
  function policyWith(...languages: string[]): Policy {
    const translation = (language: string) => ({
      name: `Terms in ${language}`,
      url: `https://example.org/${language}` as SafeUrl,
    });
    return {
      id: "terms",
      version: "1",
      translations: Object.fromEntries(
        languages.map((language) => [language, translation(language)]),
      ),
    };
  }

  it.each([
    [["fr"], ["en", "fr"], "fr"],
    [["en-GB"], ["en", "en-GB"], "en-GB"],
    [["en-GB"], ["en", "en_GB"], "en_GB"],
    [["en_GB"], ["en", "en-gb"], "en-gb"],
    [["EN-gb"], ["en", "en-GB"], "en-GB"],
    [["en-GB"], ["fr", "en"], "en"],
    [["zh-Hant-TW"], ["en", "zh", "zh-Hant"], "zh-Hant"],
    [["zh-Hant-TW"], ["en", "zh"], "zh"],
    [["pt"], ["en", "pt-BR"], "pt-BR"],
    [["de-AT"], ["en", "de_CH"], "de_CH"],
    [["de", "fr"], ["en", "fr"], "fr"],
    [["de-DE", "fr-FR"], ["fr", "de"], "de"],
    [["de"], ["fr", "en"], "en"],
    [["de"], ["fr", "en_US"], "en_US"],
    [["de"], ["fr", "it"], "fr"],
    [[], ["fr", "en"], "en"],
    [[], ["it"], "it"],
    [["deu"], ["de", "fr"], "de"],
    [["", "-", "*"], ["fr", "en"], "en"],
  ])("for %j of %j is %j", (wanted, offered, language) => {
    expect(policyIn(policyWith(...offered), wanted)).toEqual({
      language,
      name: `Terms in ${language}`,
      url: `https://example.org/${language}`,
    });
  });
});
