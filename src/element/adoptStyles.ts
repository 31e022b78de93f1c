import css from "../card/styles.css?inline";

/** The sheet of each window: no document adopts one of another window. */
const sheets = new WeakMap<object, CSSStyleSheet>();

/** Gives the styles of the card to the document or the shadow root around a node. A strict policy allows it. */
export function adoptStyles(node: Node): void {
  const root = node.getRootNode();
  const view = node.ownerDocument?.defaultView;
  const { adoptedStyleSheets } = root as Node & Partial<DocumentOrShadowRoot>;
  if (!view || adoptedStyleSheets === undefined) return;
  const sheet = sheets.get(view) ?? makeSheet(new view.CSSStyleSheet());
  sheets.set(view, sheet);
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}

function makeSheet(sheet: CSSStyleSheet): CSSStyleSheet {
  sheet.replaceSync(`:where(matrix-register, :host) { display: block; }\n${css}`);
  return sheet;
}
