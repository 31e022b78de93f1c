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
