import { expect, test } from "vitest";
import { loadPageConfig } from "../../../src/page/config/loadPageConfig.js";

const answering = (response: Response | Error) => async () => {
  if (response instanceof Error) throw response;
  return response;
};

test("every value is checked", async () => {
  const good = new Response(JSON.stringify({ homeserver: "example.org" }));
  expect(await loadPageConfig(answering(good))).toMatchObject({
    config: { homeserver: "example.org" },
  });
  const bad = new Response(JSON.stringify({ homeserver: 1 }));
  expect(await loadPageConfig(answering(bad))).toEqual({
    problems: [{ key: "homeserver", reason: "notText" }],
  });
});

test.each([
  ["nothing", new Response("<html>", { status: 404 })],
  ["no JSON", new Response("<html>")],
  ["no answer", new TypeError("Failed to fetch")],
])("%s is unreadable", async (_, answer) => {
  expect(await loadPageConfig(answering(answer))).toEqual({ unreadable: true });
});
