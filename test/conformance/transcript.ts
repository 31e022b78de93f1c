import { type Comparable, comparable } from "./replay.js";

/** What a homeserver answered in one case, an answer after the other. */
export type Transcript = readonly Comparable[];

/** Notes what one homeserver answers, case by case. */
export interface Transcripts {
  /** From now on what is answered belongs to this case. */
  begin(name: string): void;
  note(response: Response): Promise<Response>;
  readonly byCase: ReadonlyMap<string, Transcript>;
}

export function createTranscripts(): Transcripts {
  const byCase = new Map<string, Comparable[]>();
  let current: Comparable[] = [];

  return {
    byCase,
    begin(name) {
      current = [];
      byCase.set(name, current);
    },
    async note(response) {
      const { status, headers } = response;
      const text = await response.clone().text();
      const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
      const type = headers.get("Content-Type") ?? undefined;
      current.push(comparable(status, type, lines, text));
      return response;
    },
  };
}
