import * as v from "valibot";
import { NetworkError } from "./errors.js";
import { ownCopy } from "./ownCopy.js";

/**
 * What a schema makes of a successful answer.
 * @throws NetworkError `unreadable` when the answer is none of this endpoint.
 */
export function decode<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, ownCopy(answer));
  if (!result.success) throw new NetworkError("unreadable", 200);
  return result.output;
}

/** An optional member: one that is null, or not what it should be, counts as absent. */
export function ignorable<Schema extends v.GenericSchema>(schema: Schema) {
  return v.fallback(v.optional(schema), undefined);
}

/** A duration in ms. */
export const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
