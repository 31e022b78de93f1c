import { encode } from "uqr";

/** A QR code to be shown: the sides in modules, and the dark modules as the path of an SVG. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** The width of the empty edge, in modules, that the standard asks for. */
const quietZone = 4;

/** Draws a text as a QR code; `null` if it is too long for one. */
export function drawQrCode(text: string): QrDrawing | null {
  let rows: readonly (readonly boolean[])[];
  try {
    rows = encode(text, { ecc: "M", border: quietZone }).data;
  } catch {
    return null;
  }
  const path = rows
    .flatMap((row, y) =>
      runsOf(row).map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`),
    )
    .join("");
  return { size: rows.length, path };
}

/** The runs of dark modules in a row. */
function runsOf(row: readonly boolean[]): readonly { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last.start + last.length === x) last.length += 1;
    else runs.push({ start: x, length: 1 });
  });
  return runs;
}
