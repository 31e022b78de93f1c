/** Every string that can be reached from the React trees below an element, with the way to it. */
export function reachableStrings(
  container: Element,
): { readonly path: string; readonly text: string }[] {
  const found: { path: string; text: string }[] = [];
  const seen = new WeakSet();
  const queue: { readonly path: string; readonly value: unknown }[] = [
    { path: "container", value: container },
  ];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { path, value } = next;
    if (typeof value === "string") {
      found.push({ path, text: value });
      continue;
    }
    if (value === null || (typeof value !== "object" && typeof value !== "function")) continue;
    if (seen.has(value) || value === globalThis) continue;
    seen.add(value);
    if (value instanceof Map || value instanceof Set) {
      queue.push({ path: `${path}<entries>`, value: [...value] });
    }
    for (const key of Reflect.ownKeys(value)) {
      // Of the document, only what React hung on it, and its children.
      if (value instanceof Node && !String(key).startsWith("__react")) continue;
      const held = Object.getOwnPropertyDescriptor(value, key);
      if (held !== undefined && "value" in held) {
        queue.push({ path: `${path}.${String(key)}`, value: held.value as unknown });
      }
    }
    if (value instanceof Node)
      queue.push({ path: `${path}>children`, value: [...value.childNodes] });
  }
  return found;
}
