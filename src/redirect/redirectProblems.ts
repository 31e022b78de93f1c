import type { ProblemNotes } from "../uia/machine/problems/notes.js";

/**
 * The problems of a redirect, with cause and cure: of both methods, of one, and of the app. The package
 * takes only types from here. Documents and tests read the rest.
 */
export const redirectProblems = {
  both: {
    notTrusted: {
      cause:
        "The homeserver names an address that is not public or not `https:`, or an account server of another site.",
      cure: "Try another homeserver.",
    },
    noStorage: {
      cause: "The browser keeps nothing for this page, by private mode or a setting.",
      cure: "Allow it, then try again.",
    },
    lostState: {
      cause: "The redirect began in another tab, or the user followed the link of another user.",
      cure: "Start again, in this tab.",
    },
    replayed: {
      cause: "The same return was used before, by the back button or a reload.",
      cure: "Start again if there is no account yet.",
    },
    expired: {
      cause: "The user took too long, or the server no longer knows the code or the login token.",
      cure: "Start again.",
    },
    denied: {
      cause: "The user or the server said no, or the return has neither a code nor a token.",
      cure: "Start again.",
    },
    rateLimited: { cause: "Status 429.", cure: "Wait until the countdown ends, then go on." },
    serverFailed: { cause: "Status 5xx.", cure: "Start again in a moment." },
    refused: {
      cause:
        "The server refuses the code or the login token, with an `errcode` or `error` of its own.",
      cure: "Contact the people who run it. Its words are quoted.",
    },
    interrupted: {
      cause: "An answer was lost, and with it the code or the login token.",
      cure: "Start again. The same account comes back.",
    },
    malformed: {
      cause: "An answer cannot be read, or lacks a member that it must have.",
      cure: "Tell the people who run the homeserver.",
    },
    wrongServerName: {
      cause: "The account is on another homeserver. It was not used.",
      cure: "Tell the people who run the homeserver.",
    },
  },
  sso: {
    pendingApproval: {
      cause: "`ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL`: the account waits for an administrator.",
      cure: "Sign in later.",
    },
  },
  oauth: {
    offline: { cause: "The browser says that it is offline.", cure: "Connect, then try again." },
    unreachable: { cause: "No answer came.", cure: "Try again." },
    unsupported: {
      cause:
        "The authorisation server's metadata cannot be read, or lacks a need of a safe sign-up, such as PKCE.",
      cure: "Try another homeserver.",
    },
    registrationRefused: {
      cause: "The authorisation server does not register this page as a client.",
      cure: "Try another homeserver, or contact the people who run it.",
    },
    insecureContext: {
      cause: "The page itself came by `http:`, so the browser has no `crypto.subtle`.",
      cure: "Open the page by `https:`.",
    },
    malformedCallback: {
      cause: "The return address lacks a parameter that it must have, or has it twice.",
      cure: "Start again.",
    },
    wrongIssuer: {
      cause: "The user came back from another server than the one of the redirect.",
      cure: "Start again. Do not follow links from elsewhere.",
    },
    oldScopes: {
      cause:
        "`invalid_scope`: the authorisation server knows the scopes by their older names alone.",
      cure: "Start again. The kit then uses the older names.",
    },
    wrongDevice: {
      cause: "The token is for another device. It was not used.",
      cure: "Start again.",
    },
  },
  app: {
    misconfigured: {
      cause:
        "The app's options are wrong: a base URL, a return URL, a device ID, or a `navigate` that throws. The error is reported as an uncaught one.",
      cure: "Tell the people who run the page.",
    },
    notLoaded: {
      cause:
        "The code of the redirect could not be loaded, before it or on return. Nothing was used yet.",
      cure: "Try again.",
    },
  },
} satisfies Record<string, ProblemNotes>;
