import fc from "fast-check";
import { decodeQR } from "qr/decode.js";
import { expect, test } from "vitest";
import { drawQrCode, type QrDrawing } from "../../../src/page/sharing/drawQrCode.js";
import { runs } from "../../runs.js";

/** The picture that a camera would see, each module some pixels wide. */
function picture({ size, path }: QrDrawing, scale = 4) {
  const side = size * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    const [left, top, width] = [Number(x) * scale, Number(y) * scale, Number(length) * scale];
    for (let row = top; row < top + scale; row += 1) {
      for (let column = left; column < left + width; column += 1) {
        data.set([0, 0, 0], 4 * (row * side + column));
      }
    }
  }
  return { width: side, height: side, data };
}

test("a reader reads the text of a QR code", () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, size: "small" }), (url) => {
      const drawing = drawQrCode(url);
      expect(drawing).not.toBeNull();
      if (drawing !== null) expect(decodeQR(picture(drawing))).toBe(url);
    }),
    { numRuns: runs(20) },
  );
});

test("its edge stays empty", () => {
  const { size, path } = drawQrCode("https://example.org/") ?? { size: 0, path: "" };
  const places = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((found) =>
    found.slice(1).map(Number),
  );
  expect(places.length).toBeGreaterThan(20);
  for (const [x = 0, y = 0, length = 0] of places) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(4);
    expect(Math.max(x + length, y + 1)).toBeLessThanOrEqual(size - 4);
  }
});

test("a text that is too long for one has none", () => {
  expect(drawQrCode("a".repeat(3_000))).toBeNull();
});
