/**
 * Why each problem comes about, and what the person can do. The words they read are in
 * `src/locales/catalogues/en.json`; `docs/problems.md` is made of both.
 */

/** @import { ReturnProblem } from "../src/redirect/finishReturn.js" */
/** @import { OAuthSignUpProblem } from "../src/react/useOAuthSignUp.js" */
/** @import { ProblemCode } from "../src/uia/machine/problem.js" */

/** @typedef {{ cause: string, cure: string }} Entry */

/**
 * Problems of a run, `problem.<code>` in the catalogues.
 *
 * @satisfies {Record<ProblemCode, Entry>}
 */
export const problems = {
  // What the form finds out by itself.
  usernameMissing: {
    cause: "`M_INVALID_USERNAME` for a name that was left out: the homeserver does not choose one.",
    cure: "Choose a name.",
  },
  usernameInvalid: {
    cause: "The username has characters that no user ID may have.",
    cure: "Leave them out.",
  },
  usernameUpperCase: {
    cause: "The username has capital letters, which user IDs do not have.",
    cure: "Take the name in small letters, which is offered.",
  },
  usernameTooLong: {
    cause: "The user ID would be longer than 255 bytes.",
    cure: "Choose a shorter name.",
  },
  passwordMissing: { cause: "No password was typed.", cure: "Choose one." },
  passwordTooLong: {
    cause: "The password has more than 512 code points, which is the most that homeservers take.",
    cure: "Choose a shorter one.",
  },
  passwordUnsendable: {
    cause:
      "The password has half of a character (a lone surrogate), which JSON cannot carry unchanged.",
    cure: "Type it again.",
  },
  registrationTokenMissing: {
    cause: "Every flow that can be done here asks for a registration token.",
    cure: "Enter the one that the people who run the homeserver gave.",
  },
  registrationTokenMalformed: {
    cause: "The token has more than 64 characters, or some that no registration token has.",
    cure: "Copy it again, without spaces.",
  },
  policiesNotAccepted: { cause: "A box of the terms is not ticked.", cure: "Read and tick it." },
  stageNotAnswered: {
    cause: "The fields of a host's own stage hold no answer.",
    cure: "Answer them.",
  },
  emailMissing: {
    cause: "Every flow that can be done here asks for an email address, or its stage has come.",
    cure: "Enter one.",
  },
  emailMalformed: {
    cause:
      "The address has not one @ with something on both sides, is longer than 500 characters, or the homeserver says that it is none.",
    cure: "Correct it.",
  },
  phoneMissing: {
    cause: "Every flow that can be done here asks for a phone number, or its stage has come.",
    cure: "Enter one.",
  },
  phoneMalformed: {
    cause:
      "The number has fewer than 3 or more than 17 digits, or the homeserver says that it is none.",
    cure: "Correct the country or the number.",
  },

  // What the homeserver refuses, and the person can correct.
  usernameTaken: {
    cause:
      "`M_USER_IN_USE`. After an answer that was lost it is `uncertain` instead: the name may be taken by this very account.",
    cure: "Choose another name.",
  },
  usernameRefused: {
    cause:
      "`M_INVALID_USERNAME` for a name whose signs are all allowed: a rule of this homeserver. `M_FORBIDDEN` where the same request without a name is let in.",
    cure: "Choose another name.",
  },
  usernameReserved: {
    cause: "`M_EXCLUSIVE`: the name belongs to an application service.",
    cure: "Choose another name.",
  },
  passwordRefused: {
    cause: "`M_WEAK_PASSWORD`, or an `M_PASSWORD_…` that is not known.",
    cure: "Choose another password; the homeserver's words are quoted.",
  },
  passwordTooShort: { cause: "`M_PASSWORD_TOO_SHORT`.", cure: "Choose a longer password." },
  passwordNoDigit: { cause: "`M_PASSWORD_NO_DIGIT`.", cure: "Add a digit." },
  passwordNoUpperCase: { cause: "`M_PASSWORD_NO_UPPERCASE`.", cure: "Add a capital letter." },
  passwordNoLowerCase: { cause: "`M_PASSWORD_NO_LOWERCASE`.", cure: "Add a small letter." },
  passwordNoSymbol: { cause: "`M_PASSWORD_NO_SYMBOL`.", cure: "Add a symbol." },
  passwordTooCommon: {
    cause: "`M_PASSWORD_IN_DICTIONARY`: it is in a list of common passwords.",
    cure: "Choose another password.",
  },
  registrationTokenRefused: {
    cause:
      "The homeserver says that the token is not valid, or does not take it at its stage: it is unknown, used up or expired.",
    cure: "Correct it, or ask for a new one.",
  },
  registrationTokenSpent: {
    cause:
      "The homeserver took the token earlier in this attempt, and refuses it now: it counts a token at its stage.",
    cure: "Ask for a new one.",
  },
  emailInUse: {
    cause: "`M_THREEPID_IN_USE` for an email address.",
    cure: "Sign in to that account, or use another address.",
  },
  emailRefused: {
    cause:
      "`M_THREEPID_DENIED` for an email address, mostly because of its domain, or another `M_THREEPID_…` that is not named here.",
    cure: "Use another address.",
  },
  phoneInUse: {
    cause: "`M_THREEPID_IN_USE` for a phone number.",
    cure: "Sign in to that account, or use another number.",
  },
  phoneRefused: {
    cause:
      "`M_THREEPID_DENIED` for a phone number, or another `M_THREEPID_…` that is not named here.",
    cure: "Use another number.",
  },
  stageRefused: {
    cause: "A stage was answered, and the homeserver says no without a reason that is known.",
    cure: "Try again; the homeserver's words are quoted.",
  },
  emailUnsupported: {
    cause: "The homeserver asks for an email address, but says that it sends no mail.",
    cure: "Tell the people who run it.",
  },
  phoneUnsupported: {
    cause: "The homeserver asks for a phone number, but says that it sends no text messages.",
    cure: "Tell the people who run it.",
  },
  messageNotSent: {
    cause:
      "The request for the mail or text message was refused for a reason that is not known, or got no answer that can be read.",
    cure: "Try again.",
  },
  messageInDoubt: {
    cause: "No answer came to the request for a message, or one of a homeserver that failed.",
    cure: "Try again: for the same number the homeserver sends no second message.",
  },
  notOpenedYet: {
    cause:
      "The person says that they have opened the link, and the homeserver does not know of it.",
    cure: "Open the link in the newest message, then try again.",
  },
  notFinishedYet: {
    cause: "The person says that they have finished on the homeserver's own page; it says no.",
    cure: "Finish there, then try again.",
  },
  pageOutdated: {
    cause:
      "The homeserver forgot the session of its own page, which the person may still have open.",
    cure: "Open the page again from here, and do the step once more.",
  },
  codeRefused: {
    cause: "The code of a text message is wrong or too old.",
    cure: "Correct it, or ask for a new one.",
  },
  codeUnsupported: {
    cause: "The homeserver has nothing at the place where codes of text messages go.",
    cure: "If the message has a link, open that; else the homeserver is set up wrongly.",
  },
  captchaRefused: {
    cause: "The homeserver, or who checks for it, does not take the captcha's answer.",
    cure: "Solve the captcha again.",
  },
  validationSpent: {
    cause:
      "The confirmation of the address counted for an earlier attempt already, and a homeserver lets it count once.",
    cure: "Ask for a new message.",
  },
  policiesChanged: {
    cause: "The terms are no longer those that were accepted in the form.",
    cure: "Read and accept the new ones.",
  },

  // What went wrong on the way.
  limited: {
    cause: "`M_LIMIT_EXCEEDED` or status 429: too many requests from this address.",
    cure: "Wait as long as it says; nothing is lost.",
  },
  limitedForLong: {
    cause: "The same, for more than 15 minutes.",
    cure: "Come back later.",
  },
  notLetThrough: {
    cause:
      "Status 403, 429 or 503 without an errcode, mostly a page: a proxy or a firewall in front of the homeserver answered.",
    cure: "Open the homeserver's address, which may ask for something, then try again.",
  },
  offline: { cause: "The browser says that it is offline.", cure: "Connect, then try again." },
  unreachable: {
    cause:
      "No answer came, or it broke off: the network, the homeserver's name, or its CORS headers.",
    cure: "Try again.",
  },
  serverFailed: {
    cause:
      "Status 5xx, an answer that cannot be read (mostly a proxy's), or a refusal that says nothing sure about the account, and there is no session to ask with.",
    cure: "Try again.",
  },
  notReceived: {
    cause: "An answer was lost, and a check shows that the homeserver never got the request.",
    cure: "Try again; there is no account yet.",
  },
  guestAnswerLost: {
    cause: "The answer to a guest's request was lost. There is no way to ask what became of it.",
    cure: "Try again for another guest account.",
  },
  sessionExpired: {
    cause:
      "A request with a session was refused for a reason that concerns no field and no stage: the session is gone, whatever the words. Where nothing was done by hand a new one was tried.",
    cure: "Go through the steps again.",
  },

  // What ends a run.
  closed: {
    cause:
      "Status 403 to the first request and to an empty one, or no flow at all: registration is off.",
    cure: "Look for another homeserver, or ask for an invitation.",
  },
  guestsRefused: {
    cause: "`M_FORBIDDEN` or status 403 to a guest: guests are off.",
    cure: "Create an account, or look for another homeserver where that is not possible either.",
  },
  forbidden: {
    cause:
      "`M_FORBIDDEN` where neither the session nor the name is the reason: a rule of the homeserver, such as a ban of the address.",
    cure: "Ask the people who run it, or look for another homeserver.",
  },
  homeserverFull: {
    cause: "`M_RESOURCE_LIMIT_EXCEEDED`: the homeserver has reached a limit of its owner's.",
    cure: "Look for another homeserver, or ask the contact it names.",
  },
  userLimit: {
    cause: "`M_USER_LIMIT_EXCEEDED`: no more accounts by the terms it is run under.",
    cure: "Look for another homeserver.",
  },
  unsupportedByServer: {
    cause: "Status 404 or 405: the homeserver has no `/register`.",
    cure: "Look for another homeserver.",
  },
  noSupportedFlow: {
    cause:
      "Each flow has a stage that neither the kit nor the host does, and that has no page of its own.",
    cure: "Look for another homeserver.",
  },
  flowsChanged: {
    cause: "What the homeserver asks for has changed more than three times.",
    cure: "Start again.",
  },
  noProgress: {
    cause: "The homeserver takes what is sent, but never calls the stage completed.",
    cure: "Start again, or look for another homeserver.",
  },
  policiesMalformed: {
    cause: "The terms have no name or no safe link.",
    cure: "Tell the people who run the homeserver.",
  },
  malformedAnswer: {
    cause: "Status 401 with a body that cannot be read. No account was made.",
    cure: "Tell the people who run the homeserver.",
  },
  wrongServerName: {
    cause:
      "An account was made, but its user ID is none or belongs to another server name. Nothing is handed over.",
    cure: "Tell the people who run the homeserver.",
  },
  tokenRejected: {
    cause: "`M_UNKNOWN_TOKEN` or `M_MISSING_TOKEN`: the guest account to be upgraded is gone.",
    cure: "Start again with a new account.",
  },
  refused: {
    cause:
      "A refusal of the first request, or one that is about no stage, for a reason that is not known.",
    cure: "Start again, or look for another homeserver; the homeserver's words are quoted.",
  },
};

/**
 * Problems of who goes to an account page or a sign-on and comes back, `returned.<code>`.
 *
 * @satisfies {Record<ReturnProblem["code"] | OAuthSignUpProblem["code"], Entry>}
 */
export const returnProblems = {
  // Before the person leaves.
  offline: { cause: "The browser says that it is offline.", cure: "Connect, then try again." },
  unreachable: { cause: "No answer came.", cure: "Try again." },
  unsupported: {
    cause:
      "The homeserver's metadata cannot be had, or lacks what a safe sign-up needs, such as PKCE.",
    cure: "Look for another homeserver.",
  },
  notTrusted: {
    cause:
      "The homeserver names an address that is not `https:` or not a public one, or an account server of another site.",
    cure: "Look for another homeserver.",
  },
  registrationRefused: {
    cause: "The authorisation server takes no client like this page.",
    cure: "Look for another homeserver, or ask the people who run it.",
  },
  insecureContext: {
    cause: "The page itself came by `http:`, so the browser has no `crypto.subtle`.",
    cure: "Open the page by `https:`.",
  },
  noStorage: {
    cause: "The browser keeps nothing for this page: private mode, or a setting.",
    cure: "Allow it, then try again.",
  },
  misconfigured: {
    cause:
      "The app's options are wrong: a base URL, a return URL, a device ID, or a `navigate` that throws. The error is reported as an uncaught one.",
    cure: "Tell the people who run the page.",
  },
  notLoaded: {
    cause: "The code for it could not be loaded; nothing was used yet. Met on the way back too.",
    cure: "Try again.",
  },

  // When the person comes back.
  lostState: {
    cause:
      "What was kept for the way back is not in this tab: it began in another one, or somebody else's link was followed.",
    cure: "Start again, in this tab.",
  },
  replayed: {
    cause: "The same way back was used before, by the back button or a reload.",
    cure: "Start again if there is no account yet.",
  },
  expired: {
    cause: "It took too long: the code or login token is no longer good.",
    cure: "Start again.",
  },
  denied: {
    cause: "The person or the homeserver said no on its page, or nothing came back with them.",
    cure: "Start again.",
  },
  malformedCallback: {
    cause: "The address lacks what the way back must have, or has it twice.",
    cure: "Start again.",
  },
  wrongIssuer: {
    cause: "The address did not come from where the person was sent.",
    cure: "Start again; do not follow links from elsewhere.",
  },
  limited: { cause: "Status 429.", cure: "Wait until the countdown ends, then go on." },
  serverFailed: { cause: "Status 5xx.", cure: "Start again in a moment." },
  refused: {
    cause:
      "The homeserver takes neither code nor login token, with an `errcode` or `error` of its own.",
    cure: "Ask the people who run it; its words are quoted.",
  },
  oldScopes: {
    cause: "`invalid_scope`: the authorisation server knows the scopes by their older names alone.",
    cure: "Start again: the next try asks by those.",
  },
  pendingApproval: {
    cause: "`ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL`: an administrator lets new members in.",
    cure: "Sign in later.",
  },
  interrupted: {
    cause: "An answer was lost, and with it what can be used but once.",
    cure: "Start again: the same account comes back.",
  },
  malformed: {
    cause: "An answer that cannot be read, or that lacks what it must have.",
    cure: "Tell the people who run the homeserver.",
  },
  wrongDevice: {
    cause: "The token is for another device than the one asked for. It was not used.",
    cure: "Start again.",
  },
  wrongServerName: {
    cause: "The account is on another homeserver. It was not used.",
    cure: "Tell the people who run the homeserver.",
  },
};
