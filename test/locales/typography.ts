import { directionOf } from "../../src/locales/directionOf.js";
import { format, type MessageValue, parseMessage } from "../../src/locales/format.js";
import { sampleValues } from "./messages.js";

/** The way in which a language sets its texts. */
interface Typography {
  /** Quotation marks, with the spaces inside of them. */
  readonly quotes: readonly [string, string];
  /** The dash of a sentence, with its spaces. */
  readonly dash: string;
  /** Brackets, with the spaces outside of them. */
  readonly brackets: readonly [string, string];
  /** The space before each of these signs. None stands before signs without a row. */
  readonly before?: Readonly<Record<string, string>>;
  /** Signs that a sentence begins with, by those that it ends with. */
  readonly beginnings?: Readonly<Record<string, string>>;
  /** Signs that belong to other languages. */
  readonly foreign?: RegExp;
  /** Where two scripts meet in a message without the space, or the mark, that stands between. */
  readonly meeting?: RegExp;
}

const noBreak = "\u00a0";
const narrow = "\u202f";
const round = [" (", ")"] as const;

export const typographies: Readonly<Record<string, Typography>> = {
  ar: { quotes: ["«", "»"], dash: " – ", brackets: round, foreign: /[;?کی]|,(?!\d)/ },
  de: { quotes: ["„", "“"], dash: " – ", brackets: round, before: { "…": noBreak } },
  en: { quotes: ["“", "”"], dash: " – ", brackets: round },
  es: { quotes: ["«", "»"], dash: " – ", brackets: round, beginnings: { "?": "¿", "!": "¡" } },
  fr: {
    quotes: [`«${noBreak}`, `${noBreak}»`],
    dash: " – ",
    brackets: round,
    before: { ":": noBreak, ";": narrow, "!": narrow, "?": narrow },
  },
  he: {
    quotes: ["”", "”"],
    dash: " – ",
    brackets: round,
    foreign: /[א-ת]-/,
    meeting: /[א-ת][\u2066{\w]/,
  },
  it: { quotes: ["“", "”"], dash: " – ", brackets: round },
  ja: {
    quotes: ["「", "」"],
    dash: "――",
    brackets: ["（", "）"],
    foreign:
      /[:;!?]|,(?!\d)|\.$|？(?!\u3000|$)|[ぁ-んァ-ヶー一-龠、。：？「」（）] [ぁ-んァ-ヶ一-龠「」（）]/,
    meeting:
      /(?<!ユーザー)(?<=[ぁ-んァ-ヶー一-龠])[a-z{<]|[a-z}>](?<!ID|\{when\})[ぁ-んァ-ヶ一-龠]/i,
  },
  nl: { quotes: ["“", "”"], dash: " – ", brackets: round },
  pl: { quotes: ["„", "”"], dash: " – ", brackets: round },
  "pt-BR": { quotes: ["“", "”"], dash: " – ", brackets: round },
  uk: {
    quotes: ["«", "»"],
    dash: " — ",
    brackets: round,
    foreign: /[ыэёъ]/i,
    meeting: /[a-z][а-щьюяєіїґ]|[а-щьюяєіїґ][a-z]/i,
  },
};

/** Names of the rules that a message of a language breaks. */
export function typographyFaults(message: string, tag: string): string[] {
  const typography = typographies[tag];
  if (typography === undefined) return ["a language without a row"];
  const texts = writtenTexts(message, tag);
  const broken = Object.entries(rules).filter(([, isBroken]) =>
    texts.some((text) => isBroken(withoutExamples(text), typography)),
  );
  const isMixed = texts.some((text) => hasStrayLetters(text, tag));
  const isTight = typography.meeting?.test(message) ?? false;
  return [
    ...broken.map(([name]) => name),
    ...(isMixed ? ["isolates"] : []),
    ...(isTight ? ["meeting of scripts"] : []),
    ...(texts.some((text) => endBesideExample.test(text)) ? ["end beside an example"] : []),
  ];
}

type Rule = (text: string, typography: Typography) => boolean;

const rules: Readonly<Record<string, Rule>> = {
  "spaces or none": (text) =>
    text.trim() !== text || /^$|\s\s|\s[.,،、。]|[,:;!?…]\p{L}/u.test(text),
  "typewriter signs": (text) => /["'`]|\.\.| - /.test(text),
  "space before a sign": (text, { before }) =>
    [...text.matchAll(/(\s*)([:;!?…：；！？؟؛])/g)].some(
      ([, space, sign = ""]) => space !== (before?.[sign] ?? ""),
    ),
  "quotation marks": (text, { quotes: [opening, closing] }) => {
    const marks = [...text.matchAll(/(\s?)([“”„«»「」『』‘‚‹›])(\s?)/g)];
    return !inPairs(
      marks,
      ([, , mark, after]) => `${mark}${after}` === opening,
      ([, before, mark]) => `${before}${mark}` === closing,
    );
  },
  dash: (text, { dash }) => [...text.matchAll(/\s*[–—―]+\s*/g)].some(([sign]) => sign !== dash),
  brackets: (text, { brackets: [opening, closing] }) => {
    const marks = [...text.matchAll(/\s?[(（]|[)）]/g)];
    const areSet = inPairs(
      marks,
      ([mark]) => mark === opening,
      ([mark]) => mark === closing,
    );
    return !areSet || /[(（]\s|\s[)）]|\)\p{L}/u.test(text);
  },
  "beginning of a question": (text, { beginnings = {} }) =>
    Object.entries(beginnings).some(([end, beginning]) => {
      const signs = [...text].filter((sign) => sign === end || sign === beginning);
      return !inPairs(
        signs,
        (sign) => sign === beginning,
        (sign) => sign === end,
      );
    }),
  "signs of another language": (text, { foreign }) => foreign?.test(text) ?? false,
};

/** Whether signs open and close in turn. */
function inPairs<Sign>(
  signs: readonly Sign[],
  isOpening: (sign: Sign) => boolean,
  isClosing: (sign: Sign) => boolean,
): boolean {
  const areInTurn = signs.every((sign, index) => (index % 2 === 0 ? isOpening : isClosing)(sign));
  return areInTurn && signs.length % 2 === 0;
}

/** Whether Latin letters run against the direction of the language, or an isolate has one end. */
function hasStrayLetters(text: string, tag: string): boolean {
  const outside = withoutIsolates(text);
  const isMixed = directionOf(tag) === "rtl" && /[A-Za-z_=/+]/.test(outside);
  return isMixed || /[\u2066-\u2069]/.test(outside);
}

/** The text with a digit for what is isolated: values first, then what a translator isolated. */
function withoutIsolates(text: string): string {
  return text
    .replace(/\u2068[^\u2066-\u2069]+\u2069/g, "7")
    .replace(/\u2066[^\u2066-\u2069]+\u2069/g, "7");
}

/** The message in each plural form, with digits as values: they are at home in every direction. */
function writtenTexts(message: string, tag: string): string[] {
  const texts = sampleValues(parseMessage(message)).map((values) =>
    format(message, withDigits(values), tag),
  );
  return [...new Set(texts)];
}

function withDigits(values: Readonly<Record<string, MessageValue>>) {
  const asDigit = (value: MessageValue) => (typeof value === "string" ? "7" : value);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, asDigit(value)] as const),
  );
}

/** A full stop or comma that reads as one more sign of those that are shown before it. */
const endBesideExample = /(?:[._=/+~-](?: [._=/+~-])+|! \S+ \?)[\u2066\u2069]?[.,;:،。、]/;

/** The text with a digit for all that shows signs instead of setting them: "! or ?", "a–z", addresses. */
function withoutExamples(text: string): string {
  return withoutIsolates(text)
    .replace(/https?:(?:\/\/[\w./-]*)?/g, "7")
    .replace(/[._=/+~-](?: [._=/+~-])+/g, "7")
    .replace(/! \S+ \?/g, "7")
    .replace(/(?<=[a-z\d])–(?=[a-z\d])/g, "7");
}
