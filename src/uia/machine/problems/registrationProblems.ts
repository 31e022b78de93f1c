import type { ProblemNotes } from "./notes.js";

/** Problems over the whole account form. */
export const formProblems = {
  guestAnswerLost: {
    cause: "The answer to a guest's request was lost, and the homeserver cannot be asked about it.",
    cure: "Try again for another guest account.",
  },
  sessionExpired: {
    cause:
      "The homeserver refused a request with a session for a reason that concerns no field and no stage. A session in which the user did nothing was replaced once before.",
    cure: "Do the stages again.",
  },
  guestsRefused: {
    cause: "`M_FORBIDDEN` or status 403 to a guest: guests are off.",
    cure: "Create an account, or try another homeserver where that is not possible either.",
  },
} satisfies ProblemNotes;

/** Problems that pause a registration. */
export const pauseProblems = {
  rateLimited: {
    cause: "`M_LIMIT_EXCEEDED` or status 429: too many requests from this address.",
    cure: "Wait until the countdown ends. Nothing is lost.",
  },
  rateLimitedForLong: {
    cause: "The same, with a wait of more than 15 minutes.",
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
      "No answer came, or it broke off: a fault of the network, of the homeserver's name, or of its CORS headers.",
    cure: "Try again.",
  },
  serverFailed: {
    cause:
      "Status 5xx, or an answer that cannot be read, mostly of a proxy. Or a refusal leaves the account in doubt, without a session to ask with.",
    cure: "Try again.",
  },
  notReceived: {
    cause: "An answer was lost, and a check shows that the homeserver did not get the request.",
    cure: "Try again. There is no account yet.",
  },
} satisfies ProblemNotes;

/** Problems that end a registration. */
export const endProblems = {
  closed: {
    cause:
      "Status 403 to the first request and to an empty one, or no flow at all: registration is off.",
    cure: "Try another homeserver, or ask for an invitation.",
  },
  forbidden: {
    cause:
      "`M_FORBIDDEN` where neither the session nor the name is the reason: a rule of the homeserver, such as a ban of the address.",
    cure: "Contact the people who run it, or try another homeserver.",
  },
  homeserverFull: {
    cause: "`M_RESOURCE_LIMIT_EXCEEDED`: the homeserver has reached its owner's limit.",
    cure: "Try another homeserver, or write to the contact it names.",
  },
  userLimit: {
    cause: "`M_USER_LIMIT_EXCEEDED`: the homeserver's licence or contract allows no more accounts.",
    cure: "Try another homeserver.",
  },
  unsupportedByServer: {
    cause: "Status 404 or 405: the homeserver has no `/register`.",
    cure: "Try another homeserver.",
  },
  noSupportedFlow: {
    cause: "Each flow has a stage that neither the kit nor the app can do, and that has no page.",
    cure: "Try another homeserver.",
  },
  flowsChanged: {
    cause: "The homeserver has changed its flows more than three times.",
    cure: "Start again.",
  },
  noProgress: {
    cause: "The homeserver accepts the answer, but does not complete the stage.",
    cure: "Start again, or try another homeserver.",
  },
  policiesMalformed: {
    cause: "The terms have no name or no safe link.",
    cure: "Tell the people who run the homeserver.",
  },
  malformed: {
    cause: "Status 401 with a body that cannot be read. No account was made.",
    cure: "Tell the people who run the homeserver.",
  },
  wrongServerName: {
    cause:
      "The account was made with a malformed user ID, or on another server name. The app gets nothing.",
    cure: "Tell the people who run the homeserver.",
  },
  tokenRejected: {
    cause: "`M_UNKNOWN_TOKEN` or `M_MISSING_TOKEN`: the guest account to be upgraded is gone.",
    cure: "Start again with a new account.",
  },
  refused: {
    cause:
      "The homeserver refused the first request, or one without a stage, for an unknown reason. Or it refused an address, and none was given.",
    cure: "Start again, or try another homeserver. The homeserver's words are quoted.",
  },
} satisfies ProblemNotes;
