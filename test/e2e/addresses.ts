/** The page as the dev server has it. */
export const devPage = "http://127.0.0.1:5187/";

/** The page as it is built. */
export const builtPage = "http://127.0.0.1:5188/";
