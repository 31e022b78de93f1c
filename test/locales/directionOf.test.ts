import { expect, test } from "vitest";
import { directionOf } from "../../src/locales/directionOf.js";

test.each(["ar", "he", "iw", "fa-IR", "ur", "ckb", "ar-XB", "uz-Arab", "dv", "pa-PK"])(
  "%s is written from the right",
  (tag) => {
    expect(directionOf(tag)).toBe("rtl");
  },
);

test.each(["en", "en-XA", "ar-Latn", "ja", "pa", "uk", "", "no such tag"])(
  "%s is written from the left",
  (tag) => {
    expect(directionOf(tag)).toBe("ltr");
  },
);
