import type { Answer } from "../server/answers.js";

/** The homeserver's words in place of Synapse's. */
export interface Rewording {
  readonly errcode?: string;
  readonly error: string;
}

/** Puts other words, and nothing more, in place of an error, by its status, errcode or text. */
export function rewordedBy(
  rewordings: Readonly<Partial<Record<string | number, Rewording>>>,
): (answer: Answer) => Answer {
  return (answer) => {
    const { errcode, error } = answer.body;
    const found =
      rewordings[answer.status] ?? rewordings[String(errcode)] ?? rewordings[String(error)];
    if (found === undefined) return answer;
    return { ...answer, body: { errcode, ...found } };
  };
}
