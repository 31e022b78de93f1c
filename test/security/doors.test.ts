import { describe, expect, test } from "vitest";
import { parseServerUrl } from "../../src/protocol/guards/safeUrl.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import { memoryStorage, redirectUri } from "../redirect/oauth/servers.js";

describe("a base URL that the guard refuses is a mistake of the app", () => {
  const unusable = [
    "http://matrix.example.org",
    "https://127.0.0.1:8448",
    "https://192.168.1.1",
    "https://router.local",
    "https://home.arpa",
    "https://user@matrix.example.org",
    "https://matrix.example.org/?a",
    "matrix.example.org",
    "",
  ];
  const send = () => Promise.reject(new Error("Something was sent"));

  test.each(unusable)("%s", async (baseUrl) => {
    for (const trust of [undefined, "any", "listed"] as const) {
      const storage = memoryStorage();
      const options = { homeserver: { baseUrl }, storage, trust };
      await expect(beginOAuth({ ...options, redirectUri, fetch: send })).rejects.toThrow(TypeError);
      const begin = () => beginSso({ ...options, redirectUrl: redirectUri, isConfirmed: true });
      expect(begin).toThrow(TypeError);
      expect(storage.length).toBe(0);
    }
  });
});

describe("names of the local network are refused, with and without a name before them", () => {
  test.each(["home.arpa", "router.home.arpa", "a.local", "a.b.internal", "x.lan", "localhost"])(
    "%s",
    (host) => {
      for (const trust of ["any", "listed"] as const) {
        expect(parseServerUrl(`https://${host}/`, trust)).toBeUndefined();
        expect(parseServerUrl(`https://${host}./`, trust)).toBeUndefined();
      }
      expect(parseServerUrl(`https://${host}/`, "own")).toBe(`https://${host}/`);
    },
  );

  test.each(["notlocal.example", "arpa.example", "myhome.arpa.example"])(
    "%s is not one",
    (host) => {
      expect(parseServerUrl(`https://${host}/`)).toBe(`https://${host}/`);
    },
  );
});

describe("the token of a guest goes to the guest's own homeserver", () => {
  test.each([
    ["good.example", true],
    ["GOOD.example", true],
    ["evil.example", false],
    [undefined, false],
  ])("%s: %s", async (serverName, isOwn) => {
    const bodies: string[] = [];
    const registration = createRegistration({
      homeserver: {
        baseUrl: "https://hs.example",
        ...(serverName !== undefined && { serverName }),
      },
      guest: { userId: "@123:good.example", accessToken: "GUEST-TOKEN" },
      fetch: async (_url, init) => {
        bodies.push(await new Response(init.body).text());
        const flows = [{ stages: ["m.login.terms"] }];
        return Response.json({ flows, session: "s", params: {} }, { status: 401 });
      },
    });
    await registration.submitAccount({ username: "alice", password: "pw" });
    expect(bodies).not.toEqual([]);
    expect(bodies.join().includes("GUEST-TOKEN")).toBe(isOwn);
    registration.dispose();
  });
});
