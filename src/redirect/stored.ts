import * as v from "valibot";

/** A text in the storage of the tab, in which other scripts may write. */
export const text = v.pipe(v.string(), v.maxLength(2048));

/** A time there, in ms since the epoch. */
export const whole = v.pipe(v.number(), v.safeInteger());
