/** Gives the card the brand's colour, by a style sheet of ours: inline styles break a strict policy. */
export function wearAccent(accent: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root { --mrk-accent: ${accent}; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
