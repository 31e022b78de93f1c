import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Homeserver } from "../../src/discovery/homeserver.js";
import { parseServerUrl, type Trust } from "../../src/protocol/guards/safeUrl.js";
import { usePasswordPolicy } from "../../src/react/usePasswordPolicy.js";
import { useRegistrationTokenValidity } from "../../src/react/useRegistrationTokenValidity.js";
import { useUsernameAvailability } from "../../src/react/useUsernameAvailability.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { lateModule } from "../../src/uia/browser/lateModule.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import { lateRegistration } from "../../src/uia/run/lateRegistration.js";
import { memoryStorage, redirectUri } from "../redirect/oauth/servers.js";

type Storage = ReturnType<typeof memoryStorage>;
const send = () => Promise.reject(new Error("Something was sent"));

/** Each door at which an app gives a homeserver. It refuses by an error. */
const doors: Readonly<
  Record<string, (homeserver: Homeserver, trust: Trust | undefined, storage: Storage) => unknown>
> = {
  beginOAuth: (homeserver, trust, storage) =>
    beginOAuth({ homeserver, redirectUri, fetch: send, storage, ...(trust && { trust }) }),
  beginSso: (homeserver, trust, storage) =>
    beginSso({ homeserver, redirectUrl: redirectUri, isConfirmed: true, storage, trust }),
  createRegistration: (homeserver, trust, storage) =>
    createRegistration({ homeserver, fetch: send, storage, resume: true, ...(trust && { trust }) }),
  lateRegistration: (homeserver, trust, storage) =>
    lateRegistration(
      { homeserver, fetch: send, storage, resume: true, ...(trust && { trust }) },
      lateModule(async () => ({ createRegistration })),
    ),
  useUsernameAvailability: (homeserver, trust) =>
    rendered(() => useUsernameAvailability("alice", { homeserver, trust, fetch: send })),
  useRegistrationTokenValidity: (homeserver, trust) =>
    rendered(() => useRegistrationTokenValidity("invited", { homeserver, trust, fetch: send })),
  usePasswordPolicy: (homeserver, trust) =>
    rendered(() => usePasswordPolicy(homeserver, { trust, fetch: send })),
};

function rendered(useIt: () => unknown): string {
  return renderToString(createElement(() => String(useIt())));
}

describe("a base URL that the guard refuses is a mistake of the app", () => {
  /** Refused under every trust but `own`. */
  const local = [
    "http://matrix.example.org",
    "https://127.0.0.1:8448",
    "https://192.168.1.1",
    "https://router.local",
    "https://home.arpa",
    "https://localhost.",
    "http://[::1]",
    "https://[::1]:8448",
    "https://0x7f.1",
    "https://0177.0.0.1",
    "https://2130706433",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:7f00:1]",
    "https://[64:ff9b::127.0.0.1]",
    "https://[64:ff9b:1::a00:1]",
    "https://[2002:7f00:1::]",
    "https://[2001:0:7f00:1::]",
    "https://[fe80::1]",
  ];
  /** Refused under every trust. */
  const unusable = [
    "https://user@matrix.example.org",
    "https://user:secret@matrix.example.org",
    "https://:secret@matrix.example.org",
    "https://matrix.example.org@evil.example",
    "https://matrix.example.org/?a",
    "https://matrix.example.org/?",
    "https://matrix.example.org/#a",
    "https://matrix.example.org:99999",
    "https:\\\\matrix.example.org",
    "https://matrix\u200b.example.org",
    "ftp://matrix.example.org",
    "javascript:alert(1)",
    "matrix.example.org",
    "nonsense",
    "",
  ];
  const trusts = [undefined, "any", "listed"] as const;

  test.each(Object.entries(doors))("at the door of %s", async (_, open) => {
    const refused = [
      ...local.flatMap((baseUrl) => trusts.map((trust) => [baseUrl, trust] as const)),
      ...unusable.flatMap((baseUrl) =>
        [...trusts, "own" as const].map((trust) => [baseUrl, trust] as const),
      ),
    ];
    for (const [baseUrl, trust] of refused) {
      const storage = memoryStorage();
      // A throw and a rejection are one.
      const opening = (async () => open({ baseUrl }, trust, storage))();
      await expect(opening, `${baseUrl} under ${trust}`).rejects.toThrow(TypeError);
      expect(storage.length).toBe(0);
    }
  });

  test.each(["createRegistration", "lateRegistration", "beginSso", "usePasswordPolicy"] as const)(
    "and the door of %s is open to the app's own homeserver",
    (name) => {
      for (const baseUrl of local)
        expect(() => doors[name]?.({ baseUrl }, "own", memoryStorage()), baseUrl).not.toThrow();
    },
  );
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
