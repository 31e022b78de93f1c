/** Everything React holds for a container: fibers, states, props, contexts; DOM nodes left out. */
export function isReachableFromReact(container: Element, text: string): boolean {
  const key = Object.keys(container).find((each) => each.startsWith("__reactContainer$"));
  if (key === undefined) throw new Error("Nothing was rendered into this element by React.");
  const seen = new Set<unknown>();
  const queue: unknown[] = [(container as unknown as Record<string, unknown>)[key]];
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value === "string" && value.includes(text)) return true;
    if (typeof value !== "object" || value === null || value instanceof Node || seen.has(value)) {
      continue;
    }
    seen.add(value);
    if (value instanceof Map || value instanceof Set) queue.push(...value.values());
    for (const property of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, property);
      if (descriptor !== undefined && "value" in descriptor) queue.push(descriptor.value);
    }
  }
  return false;
}
