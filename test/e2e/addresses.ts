// Chosen once for a run, whose workers inherit it, so that two runs on one machine do not meet; below
// those that the system gives to whoever asks for any.
process.env["E2E_PORT"] ??= String(20_000 + 2 * (process.pid % 6_000));
const port = Number(process.env["E2E_PORT"]);

/** The page as it is developed: with its scenarios, and without a policy. It shows captchas in place. */
export const devPage = `http://127.0.0.1:${port}/`;

/** The page as it is built. */
export const builtPage = `http://127.0.0.1:${port + 1}/`;

/** The page as it is built to show captchas in place. */
export const captchaPage = `${builtPage}captcha/`;
