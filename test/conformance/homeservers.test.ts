import { expect, test } from "vitest";
import { homeserversPage } from "./homeserversPage.js";

test("docs/homeservers.md says what the tests know", async () => {
  await expect(homeserversPage()).toMatchFileSnapshot("../../docs/homeservers.md");
});
