/**
 * Moves the focus to the first element that can be seen of what the selectors find, in their order:
 * for the moment when the element that has it goes.
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

/** The headings of views, which take the focus. */
export const headings = {
  stage: '[data-part="stage"] [data-part="heading"]',
  outcome: '[data-part="outcome"] [data-part="heading"]',
} as const;

/** The same where nothing has the focus: what had it is gone already. */
export function focusAnewWithin(element: HTMLElement | null, selectors: readonly string[]): void {
  const { activeElement, body } = element?.ownerDocument ?? document;
  if (activeElement === null || activeElement === body) focusWithin(element, selectors);
}
