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
