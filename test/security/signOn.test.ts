import { describe, expect, test } from "vitest";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { finishSso } from "../../src/redirect/sso/finishSso.js";
import { memoryStorage } from "../redirect/memoryStorage.js";
import { evil } from "./counterfeit.js";

const redirectUrl = "https://app.example.org/";

test("a sign-on at a homeserver that the user may have typed needs a warning first", () => {
  const storage = memoryStorage();
  for (const trust of ["any", undefined] as const) {
    const options = { homeserver: evil, redirectUrl, storage, trust };
    expect(() => beginSso(options)).toThrow(TypeError);
    expect(() => beginSso({ ...options, isConfirmed: false })).toThrow(TypeError);
    expect(storage.entries.size).toBe(0);
    expect(() => beginSso({ ...options, isConfirmed: true })).not.toThrow();
    storage.entries.clear();
  }
});

describe("an answer to a login that names another address", () => {
  test.each([
    ["of another homeserver", { serverName: "evil.example" }, "https://matrix.example.org"],
    ["where no name is known", {}, "https://matrix.example.org"],
    ["on the same site", { serverName: "evil.example" }, "https://new.evil.example"],
    ["that is private", {}, "https://10.0.0.1"],
  ])("moves nothing: one %s", async (_, name, elsewhere) => {
    const storage = memoryStorage();
    const homeserver = { baseUrl: "https://evil.example", ...name };
    const { url } = beginSso({ homeserver, redirectUrl, storage, trust: "listed" });
    const back = new URL(new URL(url).searchParams.get("redirectUrl") ?? "");
    back.searchParams.append("loginToken", "t");
    const asked: string[] = [];
    const account = await finishSso(back.href, {
      storage,
      fetch: async (to) => {
        asked.push(to);
        return Response.json({
          user_id: "@you:evil.example",
          access_token: "a",
          device_id: "D",
          well_known: { "m.homeserver": { base_url: elsewhere } },
        });
      },
    });
    expect(account.baseUrl).toBe("https://evil.example/");
    expect(asked).toEqual(["https://evil.example/_matrix/client/v3/login"]);
  });
});
