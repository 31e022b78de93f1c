type Channels = readonly [number, number, number];

/** The accent and what is written on it, as `#rrggbb`. */
export interface AccentColours {
  readonly accent: string;
  readonly onAccent: string;
}

const black: Channels = [0, 0, 0];
const white: Channels = [255, 255, 255];
/** WCAG 2.2, 1.4.3, and a little more for the tints that the card lays under it. */
const contrastWanted = 5;

/**
 * A brand's colour as it can be read on a surface: mixed with black or white no more than it takes.
 * Both are `#rrggbb`.
 */
export function accentColours(brand: string, surface: string): AccentColours {
  const on = channels(surface);
  const towards = luminance(on) > 0.18 ? black : white;
  let accent = channels(brand);
  for (let share = 0; contrast(accent, on) < contrastWanted && share <= 1; share += 0.04) {
    accent = mix(channels(brand), towards, share);
  }
  const onAccent = contrast(accent, white) >= contrast(accent, black) ? white : black;
  return { accent: hex(accent), onAccent: hex(onAccent) };
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrastRatio(one: string, other: string): number {
  return contrast(channels(one), channels(other));
}

function contrast(one: Channels, other: Channels): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Channels): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(from: Channels, to: Channels, share: number): Channels {
  const part = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * Math.min(1, share);
  return [part(0), part(1), part(2)];
}

function channels(colour: string): Channels {
  const part = (start: number) => Number.parseInt(colour.slice(start, start + 2), 16);
  return [part(1), part(3), part(5)];
}

function hex(colour: Channels): string {
  return `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}
