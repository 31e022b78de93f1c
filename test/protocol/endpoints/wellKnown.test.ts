import { describe, expect, it, vi } from "vitest";
import { wellKnown } from "../../../src/protocol/endpoints/wellKnown.js";
import { rejection, server } from "../answers.js";

describe("the document of a server name's owner", () => {
  it.each([
    ["example.org", "https://example.org/.well-known/matrix/client"],
    ["example.org:8448", "https://example.org/.well-known/matrix/client"],
    ["1.2.3.4:80", "https://1.2.3.4/.well-known/matrix/client"],
    ["[2001:db8::1]:8448", "https://[2001:db8::1]/.well-known/matrix/client"],
  ])("for %s is asked without its port", async (serverName, url) => {
    const { options, asked } = server(200, {});
    await wellKnown(serverName, options);
    expect(asked()).toEqual([{ method: "GET", url }]);
  });

  it.each(["", "https://example.org", "example.org/path", "a@b", "example.org#", "exa mple.org"])(
    "is not asked of %j",
    async (serverName) => {
      const { options, asked } = server(200, {});
      expect(await rejection(wellKnown(serverName, options))).toBeInstanceOf(TypeError);
      expect(asked()).toEqual([]);
    },
  );

  it.each([
    [
      { "m.homeserver": { base_url: "https://matrix.example.org/" } },
      "https://matrix.example.org/",
    ],
    [{ "m.homeserver": { base_url: "javascript:alert(1)" } }, "javascript:alert(1)"],
    [{ "m.homeserver": { base_url: "" } }, ""],
    [{ "m.homeserver": { base_url: " https://a.example\n" } }, "https://a.example"],
    [{ "m.homeserver": { base_url: 1 } }, undefined],
    [{ "m.homeserver": { base_url: null } }, undefined],
    [{ "m.homeserver": {} }, undefined],
    [{ "m.homeserver": null }, undefined],
    [{ "m.homeserver": "https://matrix.example.org" }, undefined],
    [{ "m.homeserver": [] }, undefined],
    [{ "org.example.custom": "text" }, undefined],
    [{}, undefined],
  ])("in %j is %j, without blanks around it", async (body, homeserverBaseUrl) => {
    const said = await wellKnown("example.org", server(200, body).options);
    expect(said).toStrictEqual(homeserverBaseUrl === undefined ? {} : { homeserverBaseUrl });
  });

  it.each([
    [404, "<html>", { reason: "malformed", status: 404 }],
    [404, { errcode: "M_NOT_FOUND" }, { status: 404, errcode: "M_NOT_FOUND" }],
    [500, "", { reason: "malformed", status: 500 }],
    [200, "<html>", { reason: "malformed", status: 200 }],
  ])("is told from a %i with %j", async (status, body, error) => {
    expect(await rejection(wellKnown("example.org", server(status, body).options))).toMatchObject(
      error,
    );
  });
});

describe("past the browser's cache", () => {
  const document = () => Response.json({ "m.homeserver": { base_url: "https://hs.example.org" } });
  const asking = (answers: readonly (() => Response)[]) => {
    const caches: (RequestCache | undefined)[] = [];
    const fetch = async (_: string, { cache }: RequestInit) => {
      const answer = answers[caches.length];
      caches.push(cache);
      if (answer === undefined) throw new TypeError("Failed to fetch");
      return answer();
    };
    return { caches, fetch };
  };
  const refused = () => {
    throw new TypeError("Failed to fetch");
  };

  it("the document is asked for by a user who tries again", async () => {
    const { caches, fetch } = asking([document]);
    await wellKnown("example.org", { fetch, isFresh: true });
    expect(caches).toEqual(["no-store"]);
  });

  it("it is asked for once more where CORS may have refused what was kept", async () => {
    const { caches, fetch } = asking([refused, document]);
    expect(await wellKnown("example.org", { fetch })).toEqual({
      homeserverBaseUrl: "https://hs.example.org",
    });
    expect(caches).toEqual(["default", "no-store"]);
  });

  it("it is asked for no third time", async () => {
    const { caches, fetch } = asking([refused, refused, document]);
    await rejection(wellKnown("example.org", { fetch }));
    expect(caches).toHaveLength(2);
  });

  it("an answer that breaks off is not asked for twice", async () => {
    const broken = () =>
      new Response(new ReadableStream({ pull: (body) => body.error(new TypeError("terminated")) }));
    const { caches, fetch } = asking([broken, document]);
    expect(await rejection(wellKnown("example.org", { fetch }))).toMatchObject({
      ...{ reason: "unreachable", status: 200 },
    });
    expect(caches).toHaveLength(1);
  });

  it("without a connection it is not asked for twice", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    const { caches, fetch } = asking([refused, document]);
    expect(await rejection(wellKnown("example.org", { fetch }))).toMatchObject({
      reason: "offline",
    });
    expect(caches).toHaveLength(1);
    vi.unstubAllGlobals();
  });

  it("an answer that is none is not asked for twice", async () => {
    const { caches, fetch } = asking([() => new Response("<html>", { status: 404 }), document]);
    await rejection(wellKnown("example.org", { fetch }));
    expect(caches).toHaveLength(1);
  });
});
