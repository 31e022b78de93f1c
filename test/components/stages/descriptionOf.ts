/** What a screen reader says about an element besides its name: hint, then problem. */
export function descriptionOf(element: HTMLElement): string {
  const ids = element.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? `no ${id}`).join(" ");
}
