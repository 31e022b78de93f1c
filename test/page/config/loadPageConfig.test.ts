import { expect, test, vi } from "vitest";
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

test("a key that is left out is told on the console alone", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue(undefined);
  const json = { homeserver: "example.org", brand: { colour: "red", accent: "red" } };
  const loaded = await loadPageConfig(answering(Response.json(json)));
  expect(loaded).toMatchObject({ config: { homeserver: "example.org", brand: {} } });
  expect(warn.mock.calls).toEqual([
    ["config.json: “brand.colour” is not known, and is left out."],
    ["config.json: “brand.accent” has a value that cannot be used, and is left out."],
  ]);
  warn.mockRestore();
});

test("it is asked for with what the page's own host knows the visitor by", async () => {
  const send = vi.fn(answering(Response.json({ homeserver: "example.org" })));
  await loadPageConfig(send);
  expect(send).toHaveBeenCalledExactlyOnceWith(
    "config.json",
    expect.objectContaining({ credentials: "same-origin" }),
  );
});
