import * as v from "valibot";
import { isOpaque } from "../guards/identifiers.js";
import { textThat } from "./decode.js";
import type { UiaResponse } from "./errors.js";
import { isJsonObject, ownCopy } from "./ownCopy.js";

/**
 * Decodes the flows and the session of a 401. A flow that is malformed is left out.
 * Returns `undefined` if there are no flows, or if the answer is beyond the bounds.
 */
export function decodeUiaResponse(body: unknown): UiaResponse | undefined {
  const copy = ownCopy(body);
  const result = v.safeParse(schema, copy);
  if (!result.success) return undefined;
  const { flows, session, completed, params } = result.output;

  const distinct = new Map<string, readonly string[]>();
  const types = new Set<string>();
  const wellFormed = flows.flatMap(stagesIn);
  if (wellFormed.length === 0 && flows.length > 0) return undefined;
  for (const stages of wellFormed) {
    // A flow with a stage that has no name we could send is unusable; the others are not.
    if (!stages.every(isAuthType)) continue;
    distinct.set(stages.join(" "), [...new Set(stages)]);
    for (const type of stages) types.add(type);
  }
  if (types.size > 32) return undefined;

  return {
    flows: [...distinct.values()],
    session: session === "" ? undefined : (session ?? undefined),
    completed: [...new Set(Array.isArray(completed) ? completed.filter(isAuthType) : [])],
    params: objectsOf(params),
    hasParams: isJsonObject(params),
  };
}

function stagesIn(member: unknown): readonly (readonly string[])[] {
  const { success, output } = v.safeParse(flow, member);
  return success ? [output.stages] : [];
}

const flow = v.object({
  stages: v.pipe(
    v.array(v.string()),
    v.check((stages) => stages.length <= 16),
  ),
});

const schema = v.object({
  flows: v.pipe(
    v.array(v.unknown()),
    v.check((flows) => flows.length <= 64),
  ),
  session: v.nullish(textThat((text) => text === "" || isOpaque(text))),
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
