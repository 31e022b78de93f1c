import { accentColours } from "./accentColours.js";

/** The card's own, as `styles.css` has them. */
export const surfaces = { light: "#ffffff", dark: "#161c1f" };

/**
 * Gives the card the brand's colour (`#rrggbb`), by a style sheet of ours: a strict
 * Content-Security-Policy forbids inline styles.
 */
export function wearAccent(brand: string): void {
  const rules = (["light", "dark"] as const).map((scheme) => {
    const { accent, onAccent } = accentColours(brand, surfaces[scheme]);
    const properties = `--mrk-accent: ${accent}; --mrk-on-accent: ${onAccent};`;
    return `@media (prefers-color-scheme: ${scheme}) { :root { ${properties} } }`;
  });
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.join("\n"));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // An older browser makes no sheets. The kit's own colours are good too.
  }
}
