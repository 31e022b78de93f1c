import { expect, test } from "vitest";
import { estimateStrength } from "../../../src/components/form/password/estimateStrength.js";

test.each([
  ["password1", "weak"],
  ["alice2024", "weak"],
  ["correct horse battery staple", "strong"],
])("%s is %s", async (password, strength) => {
  await expect(estimateStrength(password, ["alice", "example.org"])).resolves.toBe(strength);
});

test("takes no longer for a password that is", async () => {
  await expect(estimateStrength("correct horse ".repeat(36), [])).resolves.toBe("strong");
});
