import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import schema from "../../../public/config.schema.json" with { type: "json" };
import { parsePageConfig } from "../../../src/page/config/pageConfig.js";

/** For editors: what it takes the page takes too, but for what only the page knows of addresses. */
const validate = new Ajv({ strictTypes: false }).compile(schema);

const homeserver = "example.org";
const client = { name: "A client", url: "https://client.example.org/" };

/** For each key a value that is right, and some that are not. */
const values: Readonly<Record<string, { right: unknown; wrong: readonly unknown[] }>> = {
  $schema: { right: "config.schema.json", wrong: [] },
  homeserver: { right: homeserver, wrong: [1, null, "", " ", "x".repeat(2049)] },
  serverName: { right: "example.org", wrong: [1, ""] },
  homeservers: { right: ["example.com"], wrong: ["example.com", [1], [""]] },
  allowAnyHomeserver: { right: true, wrong: ["true", 1] },
  trust: { right: "own", wrong: ["all", true] },
  brand: {
    right: { name: "Example", logo: "images/logo.svg", accent: "#0B6E4F" },
    wrong: ["Example", { accent: "red" }, { accent: "#ffff" }, { name: 1 }, { logo: "" }],
  },
  clients: { right: [client], wrong: [client, [{ name: "A client" }], [{ ...client, url: 1 }]] },
  appsUrl: { right: "https://apps.example.org/", wrong: [1, ""] },
  signInUrl: { right: "https://client.example.org/#/login", wrong: [1, ""] },
  oauthClientId: { right: "ID", wrong: [1, " ", "x".repeat(513)] },
  deviceDisplayName: { right: "Sign-up page", wrong: ["", "x".repeat(101)] },
  lang: { right: "de-AT", wrong: [1, ""] },
};

test("config.schema.json describes every key, and no other", () => {
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(values).sort());
  for (const { description } of Object.values(schema.properties))
    expect(description).toMatch(/\.$/);
});

describe.each(Object.entries(values))("%s", (key, { right, wrong }) => {
  const base = { homeserver: key === "serverName" ? "https://example.org" : homeserver };

  test("a right value is taken by the schema and by the page", () => {
    const json = { ...base, [key]: right };
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    expect(parsePageConfig(json)).toMatchObject({ config: {}, leftOut: [] });
  });

  test.each(wrong.map((value) => [value]))("%j is refused by both", (value) => {
    const json = { ...base, [key]: value };
    expect(validate(json)).toBe(false);
    // The page goes on without a wrong value that would only decorate it.
    expect(parsePageConfig(json)).not.toMatchObject({ leftOut: [] });
  });
});
