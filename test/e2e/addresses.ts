// Chosen once for a run, whose workers inherit it, so that two runs on one machine do not meet.
process.env["E2E_PORT"] ??= String(20_000 + 2 * (process.pid % 10_000));
const port = Number(process.env["E2E_PORT"]);

/** The page as the dev server has it. */
export const devPage = `http://127.0.0.1:${port}/`;

/** The page as it is built. */
export const builtPage = `http://127.0.0.1:${port + 1}/`;
