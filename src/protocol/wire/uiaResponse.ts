import * as v from "valibot";
import { isOpaque } from "../guards/identifiers.js";
import { textThat } from "./decode.js";
import type { UiaResponse } from "./errors.js";
import { isJsonObject, ownCopy } from "./ownCopy.js";

/** `undefined` when the flows are none or the answer is beyond the bounds. */
export function decodeUiaResponse(body: unknown): UiaResponse | undefined {
  const copy = ownCopy(body);
  const result = v.safeParse(schema, copy);
  if (!result.success) return undefined;
  const { flows, session, completed, params } = result.output;

  const distinct = new Map<string, readonly string[]>();
  const types = new Set<string>();
  for (const { stages } of flows) {
    // A flow with a stage that has no name we could send is unusable; the others are not.
    if (!stages.every(isAuthType)) continue;
    distinct.set(stages.join(" "), [...new Set(stages)]);
    for (const type of stages) types.add(type);
  }
  if (types.size > 32) return undefined;

  return {
    flows: [...distinct.values()],
    session: session ?? undefined,
    completed: [...new Set(Array.isArray(completed) ? completed.filter(isAuthType) : [])],
    params: objectsOf(params),
    hasParams: isJsonObject(params),
  };
}

const schema = v.object({
  flows: v.pipe(
    v.array(
      v.object({
        stages: v.pipe(
          v.array(v.string()),
          v.check((stages) => stages.length <= 16),
        ),
      }),
    ),
    v.check((flows) => flows.length <= 64),
  ),
  session: v.nullish(textThat(isOpaque)),
  completed: v.nullish(v.unknown()),
  params: v.nullish(v.unknown()),
});

function isAuthType(text: unknown): text is string {
  return typeof text === "string" && /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,128}$/.test(text);
}

function objectsOf(params: unknown): UiaResponse["params"] {
  const objects = Object.create(null) as Record<string, Readonly<Record<string, unknown>>>;
  if (!isJsonObject(params)) return objects;
  for (const [type, value] of Object.entries(params)) {
    if (isJsonObject(value)) objects[type] = value;
  }
  return objects;
}
