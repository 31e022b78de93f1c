import { describe, expect, test } from "vitest";
import { type PageConfig, parsePageConfig } from "../../../src/page/config/pageConfig.js";
import { type Invitation, invitationLink } from "../../../src/page/invitation/invitationLink.js";
import { readPageAddress } from "../../../src/page/pageAddress.js";

const page = "https://sign-up.example.org/here/?invite";
const nothing: Invitation = { homeserver: "", token: "", username: "", email: "", language: "" };

function config(json: object): PageConfig {
  const parsed = parsePageConfig(json);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

const one = config({ homeserver: "example.org" });
const two = config({ homeservers: ["example.org", "example.net"] });
const any = config({ allowAnyHomeserver: true });

function link(invitation: Partial<Invitation>, on = one): string {
  const made = invitationLink({ ...nothing, token: "t", ...invitation }, on, page);
  return "link" in made ? made.link : made.problem;
}

describe("an invitation", () => {
  test("fills in all that was given, and is read by the page as it was meant", () => {
    const made = link(
      {
        homeserver: "example.net",
        token: "aB_~.-9",
        username: "Ann+1",
        email: "ann@example.org",
        language: "de",
      },
      two,
    );
    expect(made.startsWith("https://sign-up.example.org/here/?")).toBe(true);
    expect(readPageAddress(new URL(made))).toEqual({
      homeserver: "example.net",
      registrationToken: "aB_~.-9",
      username: "ann+1",
      email: "ann@example.org",
      lang: "de",
    });
  });

  test("leaves out what is not needed", () => {
    expect(link({ homeserver: "example.org" })).toBe("https://sign-up.example.org/here/?token=t");
    expect(link({})).toBe("https://sign-up.example.org/here/?token=t");
    expect(link({ homeserver: "matrix.test" }, any)).toContain("homeserver=matrix.test");
  });

  test.each<[string, Partial<Invitation>, PageConfig]>([
    ["badHomeserver", { homeserver: "other.example" }, one],
    ["badHomeserver", { homeserver: "" }, any],
    ["badHomeserver", { homeserver: "matrix.org@evil.example" }, any],
    ["badToken", { token: "" }, one],
    ["badToken", { token: "\u200b\n" }, one],
    ["badToken", { token: "two\u0000words" }, one],
    ["badUsername", { username: "@ann:example.org" }, one],
    ["badEmail", { email: "ann" }, one],
  ])("says that it is %s: %j", (problem, invitation, on) => {
    expect(link(invitation, on)).toBe(problem);
  });
});
