import { expect, test } from "vitest";
import { wantedLocalpart } from "../../src/redirect/wantedLocalpart.js";

test.each([
  ["as it is", "alice", "alice"],
  ["with capital letters", "Alice", "alice"],
  ["with a wide letter", "\uff41lice", "alice"],
  ["with blanks around it", " alice ", "alice"],
  ["as a user ID", "@alice:example.org", "alice"],
  ["that cannot be one", "alice b", undefined],
  ["that is empty", "", undefined],
  ["that is not given", undefined, undefined],
  ["that is too long with the server name", "a".repeat(250), undefined],
])("a username %s", (_, username, localpart) => {
  expect(wantedLocalpart(username, "example.org")).toBe(localpart);
});

test("a user ID has at most 255 bytes", () => {
  const longest = "a".repeat(255 - "@:example.org".length);
  expect(wantedLocalpart(longest, "example.org")).toBe(longest);
  expect(wantedLocalpart(`${longest}a`, "example.org")).toBeUndefined();
});

test("without a server name, the rest alone is counted", () => {
  const name = "a".repeat(250);
  expect(wantedLocalpart(name, undefined)).toBe(name);
});
