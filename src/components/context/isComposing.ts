import type { KeyboardEvent } from "react";

/**
 * Whether an event belongs to a composition, as of Japanese or Chinese characters. Its keys are not for the
 * page. Safari tells of the last key of one only by its code.
 */
export function isComposing({ nativeEvent }: { readonly nativeEvent: Event }): boolean {
  const { isComposing: isUnderWay, keyCode } = nativeEvent as {
    readonly isComposing?: boolean;
    readonly keyCode?: number;
  };
  return isUnderWay === true || keyCode === composingKey;
}

const composingKey = 229;

/**
 * Handles the keys of a form: the one that ends a composition, or drops it, neither sends the form nor closes
 * a dialog around it.
 */
export function keepToComposition(event: KeyboardEvent): void {
  if (["Enter", "Escape"].includes(event.key) && isComposing(event)) event.preventDefault();
}
