/**
 * The project's own lint rules, as a plugin for Oxlint.
 */

/**
 * @typedef {object} Pattern
 * @property {string} selector of syntax that is refused
 * @property {string} message
 */

/** Server text becomes text, never markup; the strictest Content-Security-Policy holds. @type {Pattern[]} */
const markup = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: "No markup from strings: render elements or text.",
  },
  {
    selector: "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]",
    message: "No markup from strings: Trusted Types forbid it. Render elements or text.",
  },
  {
    selector: "JSXAttribute[name.name=/^(style|srcDoc)$/]",
    message:
      "No inline style or document: a strict Content-Security-Policy blocks it. Use data-* and CSS.",
  },
];

const inText = ":matches(JSXElement, JSXFragment) > JSXExpressionContainer";
const inAttribute =
  "JSXAttribute[name.name=/^(alt|title|placeholder|label|aria-(label|description|placeholder|roledescription|valuetext))$/]";
const untranslated = [
  "JSXText[value=/\\p{L}/u]",
  `${inAttribute} > Literal[value=/\\p{L}/u]`,
  ...[inText, `${inAttribute} > JSXExpressionContainer`].flatMap((container) => [
    `${container} > Literal[value=/\\p{L}/u]`,
    `${container} > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
    `${container} > :matches(ConditionalExpression, LogicalExpression) > Literal[value=/\\p{L}/u]`,
  ]),
].map((selector) => ({
  selector,
  message: "Texts for people come from src/locales, so that they can be translated.",
}));

/** An app may show the kit in another window, by a portal. @type {Pattern[]} */
const classesOfWindow = [
  {
    selector:
      "BinaryExpression[operator='instanceof'][right.name=/^(HTML|SVG)?(\\w+Element|Element)$|^(Node|NodeList|RadioNodeList|Document|ShadowRoot|Window|Event|KeyboardEvent)$/]",
    message: "Another window has classes of its own: use isElement().",
  },
];

/**
 * Makes a rule that refuses each of some patterns of syntax.
 *
 * @param {readonly Pattern[]} patterns
 */
function refuse(patterns) {
  return {
    /** @param {{ report: (fault: { node: unknown, message: string }) => void }} context */
    create: (context) =>
      Object.fromEntries(
        patterns.map(({ selector, message }) => [
          selector,
          (/** @type {unknown} */ node) => context.report({ node, message }),
        ]),
      ),
  };
}

export default {
  meta: { name: "project" },
  rules: {
    "no-markup": refuse(markup),
    "no-untranslated": refuse(untranslated),
    "no-classes-of-window": refuse(classesOfWindow),
  },
};
