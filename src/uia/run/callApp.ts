/**
 * Calls a callback of the app. An error that it throws, or rejects with, is reported, and the registration
 * goes on with `undefined`.
 */
export function callApp<T>(callback: () => T): T | undefined {
  try {
    const result = callback();
    if (result instanceof Promise) result.catch(reportToApp);
    return result;
  } catch (error) {
    reportToApp(error);
    return undefined;
  }
}

/** Reports an error as an uncaught one; without a browser, on the console. */
function reportToApp(error: unknown): void {
  const { reportError } = globalThis as { reportError?: (error: unknown) => void };
  if (reportError === undefined) console.error(error);
  else reportError(error);
}
