import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import storybook from "eslint-plugin-storybook";
import tseslint from "typescript-eslint";

// Server text becomes text, never markup; the strictest Content-Security-Policy holds.
const markupSinks = [
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

const catalogue = "Words a person reads come from src/locales, so that they can be translated.";
const inText = ":matches(JSXElement, JSXFragment) > JSXExpressionContainer";
const inAttribute =
  "JSXAttribute[name.name=/^(alt|title|placeholder|label|aria-(label|description|placeholder|roledescription|valuetext))$/]";
const rawText = [
  "JSXText[value=/\\p{L}/u]",
  `${inAttribute} > Literal[value=/\\p{L}/u]`,
  ...[inText, `${inAttribute} > JSXExpressionContainer`].flatMap((container) => [
    `${container} > Literal[value=/\\p{L}/u]`,
    `${container} > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
    `${container} > :matches(ConditionalExpression, LogicalExpression) > Literal[value=/\\p{L}/u]`,
  ]),
].map((selector) => ({ selector, message: catalogue }));

export default defineConfig([
  globalIgnores([
    "dist",
    "dist-page",
    "dist-e2e",
    "dist-size",
    "storybook-static",
    "coverage",
    "test-results",
    "screenshots",
    "pictures",
    ".synapse",
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // The two disagree with tsconfig's noPropertyAccessFromIndexSignature.
      "@typescript-eslint/dot-notation": "off",
      // Numbers in a template are no mistake.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `{ readonly [errcode: string]: … }` names its keys; a Record cannot.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // `{ secret: _secret, ...others }` leaves one out.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { ignoreRestSiblings: true, argsIgnorePattern: "^_" },
      ],
      // `[...text]` for code points, which is how Matrix counts lengths.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // `() => stop()` reads well as it is.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  { files: ["src/**/*.{ts,tsx}"], ...reactHooks.configs.flat["recommended-latest"] },
  {
    files: ["src/**/*.{ts,tsx}"],
    rules: {
      "no-console": "error",
      "no-restricted-syntax": ["error", ...markupSinks],
    },
  },
  {
    files: ["src/{components,card,page}/**/*.tsx"],
    rules: { "no-restricted-syntax": ["error", ...markupSinks, ...rawText] },
  },
  {
    files: ["test/**/*.{ts,tsx}", "stories/**/*.{ts,tsx}"],
    rules: {
      // A test that reaches into nothing fails, which is what it is for.
      "@typescript-eslint/no-non-null-assertion": "off",
      // Stand-ins for a fetch or a callback are async or empty by contract.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-empty-function": "off",
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { "no-undef": "off" },
  },
  ...storybook.configs["flat/recommended"],
]);
