import { fieldProblems } from "./fieldProblems.js";
import { endProblems, formProblems, pauseProblems } from "./registrationProblems.js";
import { stageProblems } from "./stageProblems.js";

/**
 * All problems of a registration, by the place where the user meets them, with cause and cure. The
 * package takes only types from here. Documents, stories and tests read the rest.
 */
export const problemTable = {
  field: fieldProblems,
  stage: stageProblems,
  form: formProblems,
  pause: pauseProblems,
  end: endProblems,
};

export type ProblemPlace = keyof typeof problemTable;

/** The problems of one place. */
export type ProblemAt<Place extends ProblemPlace> = {
  [Each in ProblemPlace]: keyof (typeof problemTable)[Each];
}[Place];

export type ProblemCode = ProblemAt<keyof typeof problemTable>;

/** The codes of one place. */
export function problemsAt<Place extends ProblemPlace>(place: Place): readonly ProblemAt<Place>[] {
  return Object.keys(problemTable[place]) as ProblemAt<Place>[];
}

/** The codes of all places. */
export const problemCodes: readonly ProblemCode[] = (
  Object.keys(problemTable) as ProblemPlace[]
).flatMap((place) => problemsAt(place));
