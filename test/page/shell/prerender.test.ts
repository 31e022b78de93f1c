import { describe, expect, test } from "vitest";
import german from "../../../src/locales/catalogues/de.json" with { type: "json" };
import { languages } from "../../../src/page/languages/languages.js";
import { prerender } from "../../../src/page/shell/prerender.js";

const screenOf = async (config: object) => {
  const screen = await prerender({ homeserver: "example.org", ...config });
  if (screen === null) throw new Error("There is no first screen.");
  return screen;
};
const names = (html: string) => [...html.matchAll(/ name="(\w+)"/g)].map(([, name]) => name);

describe("the first screen in the HTML", () => {
  test.each(Object.keys(languages))("in %s asks for the username alone", async (lang) => {
    const { html, title, ...screen } = await screenOf({ lang });
    expect(screen).toMatchObject({ lang, dir: ["ar", "he"].includes(lang) ? "rtl" : "ltr" });
    expect(names(html)).toEqual(["username"]);
    expect(html).not.toContain("<button");
    expect(html).toContain("example.org");
    expect(title).toMatch(/^<title>.*example\.org.*<\/title>$/);
  });

  test("tells without a script what to do when nothing more comes", async () => {
    const { html } = await screenOf({ lang: "de" });
    expect(html).toContain(`<p class="page-slow">${german["chunk.reload"]}</p>`);
  });

  test.each([
    [{}, ":example.org</span>"],
    [
      { homeserver: "https://matrix.example.org", serverName: "example.org" },
      ":example.org</span>",
    ],
    [{ homeserver: "https://matrix.example.org" }, null],
  ])("has the server name in the field, where it is known: %j", async (config, suffix) => {
    const { html } = await screenOf(config);
    if (suffix === null) expect(html).not.toContain("username-suffix");
    else expect(html).toContain(suffix);
  });

  test("takes what is typed, and has nothing that a strict policy forbids", async () => {
    const { html } = await screenOf({ brand: { name: "<b>&", logo: "logo.svg" } });
    expect(html).not.toMatch(/disabled|<script|<style| style=| on\w+=|<b>/);
    expect(html).toContain("&lt;b&gt;&amp;");
  });

  test("is no part of the kit's, whose state would be looked at", async () => {
    const { html } = await screenOf({});
    expect(html).not.toMatch(/data-part="root"|data-homeserver|data-status/);
  });

  test("is that of one's own homeserver by http: too", async () => {
    const { html } = await screenOf({
      homeserver: "http://127.0.0.1:8008",
      serverName: "example.org",
      trust: "own",
    });
    expect(names(html)).toEqual(["username"]);
  });

  test.each([
    [{}, "https://example.org"],
    [{ homeserver: "https://matrix.example.org:8448/x" }, "https://matrix.example.org:8448"],
    [
      { homeserver: "https://matrix.example.org", serverName: "example.org" },
      "https://matrix.example.org",
    ],
  ])("tells the origin that is asked first: %j", async (config, origin) => {
    expect(await screenOf(config)).toMatchObject({ origin });
  });
});

test.each([
  { allowAnyHomeserver: true },
  { homeservers: ["one.example", "two.example"] },
  { homeserver: "one.example", homeservers: ["two.example"] },
  { homeserver: "one.example", allowAnyHomeserver: true },
])("there is none where a homeserver is to be chosen: %j", async (config) => {
  expect(await prerender(config)).toBeNull();
});

test.each([
  [{ homeserver: 1 }, "homeserver (notText)"],
  [7, "notAnObject"],
])("mistakes in the configuration are told by their keys: %j", async (config, fault) => {
  await expect(prerender(config)).rejects.toThrow(fault);
});
