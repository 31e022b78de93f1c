import * as v from "valibot";
import { NetworkError } from "./errors.js";
import { ownCopy } from "./ownCopy.js";

/**
 * Decodes a successful answer by a schema.
 * @throws NetworkError `malformed` when the answer is none of this endpoint.
 */
export function decode<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, ownCopy(answer));
  if (!result.success) throw new NetworkError("malformed", 200);
  return result.output;
}

/** An optional member: one that is null, or not what it should be, counts as absent. */
/* @__NO_SIDE_EFFECTS__ */
export function ignorable<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.nullish(schema), undefined);
}

/** A text that a condition holds for. One kind of check for everything keeps the bundle small. */
/* @__NO_SIDE_EFFECTS__ */
export function textThat(is: (text: string) => boolean) {
  return v.pipe(v.string(), v.check(is));
}

/** Whether a value is a duration in ms: a whole number of them, and none that is negative. */
export function isDuration(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
