import type { RegisterCardProps } from "../card/RegisterCard.js";

const asText = (text: string) => text;
const asFlag = (text: string) => text !== "false";
const asNumber = (text: string) => Number(text);
const asList = (text: string) => text.split(/[\s,]+/).filter((each) => each !== "");
/** Reads one of some words, and nothing for any other. */
const oneOf =
  (...words: readonly string[]) =>
  (text: string) =>
    words.includes(text) ? text : undefined;

/** The options that an attribute can give, each with the reader of its text. */
const readers = {
  homeserver: asText,
  trust: oneOf("any", "listed", "own"),
  homeservers: asList,
  allowAnyHomeserver: asFlag,
  methods: asList,
  guests: asFlag,
  resume: asFlag,
  inhibitLogin: asFlag,
  refreshToken: asFlag,
  nextLink: asText,
  returnUrl: asText,
  signInUrl: asText,
  headingLevel: asNumber,
  providerIcons: asFlag,
  theme: oneOf("light", "dark", "system"),
  bare: asFlag,
} satisfies Partial<Record<keyof RegisterCardProps, (text: string) => unknown>>;

/** The options that are properties alone: objects and functions. */
const objectOptions = [
  "callback",
  "captcha",
  "chooseFlow",
  "clock",
  "defaultValues",
  "device",
  "discovery",
  "estimateStrength",
  "fallbackWindow",
  "fetch",
  "guest",
  "locale",
  "messages",
  "oauth",
  "onDone",
  "onEvent",
  "onHomeserverChange",
  "onSignIn",
  "onStartAgain",
  "sso",
] as const satisfies readonly (keyof RegisterCardProps)[];

/** The options of the element as properties. Where one is `undefined`, its attribute counts. */
export type MatrixRegisterOptions = {
  [Option in keyof typeof readers | (typeof objectOptions)[number]]?:
    | RegisterCardProps[Option]
    | undefined;
};

const readersByName = new Map<string, (text: string) => unknown>(Object.entries(readers));

/** The names of all options, which are properties of the element. */
export const optionNames: readonly string[] = [...readersByName.keys(), ...objectOptions];

/** The names of attributes by their option: `sign-in-url` for `signInUrl`. */
const attributes = [...readersByName].map(([option, read]) => ({
  option,
  read,
  name: option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
}));

export const attributeNames: readonly string[] = attributes.map(({ name }) => name);

/** The value of a property. Frameworks may set the text of an attribute in its place. */
export function optionValue(option: string, value: unknown): unknown {
  return typeof value === "string" ? (readersByName.get(option)?.(value) ?? value) : value;
}

/** The options that the attributes of an element give. */
export function optionsIn(element: Element): MatrixRegisterOptions {
  return Object.fromEntries(
    attributes.flatMap(({ name, option, read }) => {
      const text = element.getAttribute(name);
      return text === null ? [] : [[option, read(text)]];
    }),
  );
}
