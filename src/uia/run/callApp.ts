/**
 * Calls a callback of the app. An error that it throws is reported to the page, and the registration
 * goes on with `undefined`.
 */
export function callApp<T>(callback: () => T): T | undefined {
  try {
    return callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
    return undefined;
  }
}
