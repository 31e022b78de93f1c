/**
 * Moves the focus to the first visible element that the selectors find, in their order. Call it before
 * the element with the focus is removed.
 */
export function focusWithin(element: HTMLElement | null, selectors: readonly string[]): void {
  for (const selector of selectors) {
    for (const found of element?.querySelectorAll<HTMLElement>(selector) ?? []) {
      if (found.closest("[hidden]") === null) {
        found.focus();
        return;
      }
    }
  }
}

/** The selectors of the headings that take the focus. */
export const headings = {
  stage: '[data-part="stage"] [data-part="heading"]',
  outcome: '[data-part="outcome"] [data-part="heading"]',
} as const;

/** Whether the element with the focus is in this one, and hidden. */
export function isFocusHidden(element: HTMLElement | null): boolean {
  const { activeElement } = element?.ownerDocument ?? document;
  return element?.contains(activeElement) === true && activeElement?.closest("[hidden]") !== null;
}

/** Does the same only where nothing has the focus, since its element is gone. */
export function focusAnewWithin(element: HTMLElement | null, selectors: readonly string[]): void {
  const { activeElement, body } = element?.ownerDocument ?? document;
  if (activeElement === null || activeElement === body) focusWithin(element, selectors);
}
