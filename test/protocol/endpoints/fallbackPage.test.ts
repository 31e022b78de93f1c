import { expect, it } from "vitest";
import { lacksFallbackPage } from "../../../src/protocol/endpoints/fallbackPage.js";
import { server } from "../answers.js";

it.each([
  ["says that it has no such page", 404, { errcode: "M_UNRECOGNIZED" }, true],
  ["has none in front of it", 404, "<html>", false],
  ["sends a page", 200, "<html>", false],
  ["sends JSON", 200, {}, false],
  ["wants a session", 400, { errcode: "M_MISSING_PARAM" }, false],
  ["does not let others read it", 403, { errcode: "M_FORBIDDEN" }, false],
])("a homeserver that %s lacks one: %#", async (_, status, body, lacks) => {
  const { options, asked } = server(status, body);
  expect(await lacksFallbackPage("org.example/quiz", options)).toBe(lacks);
  expect(asked()).toEqual([
    {
      method: "GET",
      url: "https://matrix.example.org/_matrix/client/v3/auth/org.example%2Fquiz/fallback/web",
    },
  ]);
});

it("an answer that does not come says nothing", async () => {
  const fetch = () => Promise.reject(new TypeError("lost"));
  const options = { baseUrl: "https://matrix.example.org", fetch };
  expect(await lacksFallbackPage("m.login.terms", options)).toBe(false);
});
