import { afterEach, expect, it, vi } from "vitest";
import { saveText } from "../../../src/page/sharing/saveText.js";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("keeps the text readable while the browser begins to save it, and lets it go then", () => {
  vi.useFakeTimers();
  const revoked: string[] = [];
  class Addresses extends URL {
    static override createObjectURL() {
      return "blob:text";
    }
    static override revokeObjectURL(address: string) {
      revoked.push(address);
    }
  }
  vi.stubGlobal("URL", Addresses);
  saveText("invitations.txt", "https://join.example.org/#token=a");
  expect(revoked).toEqual([]);
  vi.runAllTimers();
  expect(revoked).toEqual(["blob:text"]);
});
