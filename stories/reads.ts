/** Matches the innermost element that reads as a text, whatever elements its words are in. */
export function reads(
  text: string | RegExp,
): (content: string, element: Element | null) => boolean {
  const matches = ({ textContent }: Element) =>
    typeof text === "string" ? textContent.trim() === text : text.test(textContent);
  return (_, element) =>
    element !== null && matches(element) && ![...element.children].some(matches);
}
