/** The pages on which people sign up, sign in and consent: plain forms, each with one action. */

/** @param {string} [problem] */
export function signUpPage(problem) {
  return page(
    "Create an account",
    `${alert(problem)}${fields("new-password")}<button name="action" value="signUp">Create my account</button>
    <p><a href="?signIn">I have an account already</a></p>`,
  );
}

/** @param {string} [problem] */
export function signInPage(problem) {
  return page(
    "Sign in",
    `${alert(problem)}${fields("current-password")}<button name="action" value="signIn">Sign me in</button>`,
  );
}

/** @param {string} localpart */
export function consentPage(localpart) {
  return page(
    "Allow access?",
    `<p>You are signed in as ${localpart.replace(/[^\w.=-]/g, "")}.</p>
    <button name="action" value="allow">Allow</button> <button name="action" value="deny">Deny</button>`,
  );
}

/** @param {string} [problem] */
function alert(problem) {
  return problem === undefined ? "" : `<p role="alert">${problem}</p>`;
}

/** @param {string} autocomplete of the password */
function fields(autocomplete) {
  return `<p><label>Username <input name="username" autocomplete="username"></label></p>
    <p><label>Password <input name="password" type="password" autocomplete="${autocomplete}"></label></p>`;
}

/**
 * @param {string} title
 * @param {string} content
 */
function page(title, content) {
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
    <title>${title}</title><h1>${title}</h1><form method="post">${content}</form></html>`;
}
