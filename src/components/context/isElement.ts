/**
 * Whether it is an element of this kind, in whichever window: another one has classes of its own, which
 * `instanceof` does not know.
 */
export function isElement<Name extends keyof HTMLElementTagNameMap>(
  thing: object | null | undefined,
  name: Name,
): thing is HTMLElementTagNameMap[Name] {
  return thing !== null && thing !== undefined && "localName" in thing && thing.localName === name;
}
