import type { ProblemCode } from "../uia/machine/problems/problem.js";
import type { MessageValues } from "./messages.generated.js";

/** The text of a problem of a field, which needs no values. */
export type ProblemKey = Exclude<`problem.${ProblemCode}`, keyof MessageValues>;

export type MessageKey = keyof MessageValues | `problem.${ProblemCode}`;

/** Every text, by key. ICU MessageFormat syntax, as far as `format.ts` reads it. */
export type Messages = Readonly<Record<MessageKey, string>>;

/** The words of one language. */
export interface Locale {
  /** BCP 47 language tag: "de", "pt-BR". */
  readonly tag: string;
  /** A text that is not there is shown in English. */
  readonly messages: Partial<Messages>;
}

/** The values a text needs, as the arguments that follow its key. */
export type ValuesFor<Key extends MessageKey> = Key extends keyof MessageValues
  ? MessageValues[Key] extends undefined
    ? []
    : [values: MessageValues[Key]]
  : [];
