import { expect, test } from "vitest";
import { checkPageConfig } from "../../../src/page/config/checkPageConfig.js";
import { createFakeHomeserver, type FakeHomeserver } from "../../../src/testing/index.js";

/** A network with these homeservers, and nothing else. */
function networkOf(...homeservers: readonly FakeHomeserver[]) {
  const asked: string[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    asked.push(url);
    const { origin } = new URL(url);
    const there = homeservers.find(({ baseUrl }) => baseUrl === origin);
    if (there === undefined) throw new TypeError("no route");
    return there.fetch(url, init);
  };
  return { asked, fetch };
}

test("a fault is told key by key, and no homeserver is asked", async () => {
  const { asked, fetch } = networkOf();
  expect(await checkPageConfig({ homserver: "example.org", trust: 1 }, { fetch })).toEqual([
    { level: "fault", about: "homserver", text: expect.stringContaining("“homserver”") as string },
    { level: "fault", about: "trust", text: expect.stringContaining("“any”") as string },
  ]);
  expect(asked).toEqual([]);
});

test("each homeserver is asked what it offers, and what is left out is a warning", async () => {
  const at = (name: string, options: object) =>
    createFakeHomeserver({ ...options, serverName: name, baseUrl: `https://${name}` });
  const network = networkOf(
    at("open.test", { email: "optional", registrationToken: "required" }),
    at("closed.test", { closed: true }),
  );
  const json = {
    homeserver: "open.test",
    homeservers: ["closed.test", "nowhere.test"],
    theme: "dark",
    lang: "",
  };
  expect(await checkPageConfig(json, network)).toEqual([
    { level: "warning", about: "theme", text: expect.stringContaining("“theme”") as string },
    { level: "warning", about: "lang", text: "“lang” is missing or empty." },
    {
      level: "ok",
      about: "open.test",
      text: "https://open.test/ makes accounts by m.login.registration_token, m.login.dummy or m.login.registration_token, m.login.email.identity",
    },
    {
      level: "fault",
      about: "closed.test",
      text: expect.stringMatching(/^makes no accounts\. It says/) as string,
    },
    { level: "fault", about: "nowhere.test", text: "does not answer." },
  ]);
});
