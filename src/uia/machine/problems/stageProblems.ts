import type { ProblemNotes } from "./notes.js";

/** Problems in a stage. */
export const stageProblems = {
  stageRefused: {
    cause: "The homeserver refused the answer to a stage for an unknown reason.",
    cure: "Try again. The homeserver's words are quoted.",
  },
  messageNotSent: {
    cause:
      "The homeserver refused to send the email or text message for an unknown reason, or its answer cannot be read.",
    cure: "Try again.",
  },
  messageInDoubt: {
    cause: "The request for a message got no answer, or status 5xx.",
    cure: "Try again. For the same number the homeserver sends no second message.",
  },
  notOpenedYet: {
    cause: "The user says that the link is opened, and the homeserver says that it is not.",
    cure: "Open the link in the newest message, then try again.",
  },
  notFinishedYet: {
    cause:
      "The user says that the homeserver's own page is finished, and the homeserver says that it is not.",
    cure: "Finish there, then try again.",
  },
  pageOutdated: {
    cause: "The homeserver forgot the session of its own page. The page may still be open.",
    cure: "Open the page again from here, and do the step once more.",
  },
  codeRefused: {
    cause: "The code of a text message is wrong or too old.",
    cure: "Correct it, or ask for a new one.",
  },
  codeUnsupported: {
    cause: "The homeserver has no endpoint that takes the code of a text message.",
    cure: "Open the link, if the message has one. Else tell the people who run the homeserver.",
  },
  captchaRefused: {
    cause: "The homeserver, or the captcha's maker, refuses the answer.",
    cure: "Solve the captcha again.",
  },
  validationSpent: {
    cause: "The check of the address counted for an earlier registration, and it counts once.",
    cure: "Ask for a new message.",
  },
  policiesChanged: {
    cause: "The terms have changed since the user accepted them in the form.",
    cure: "Read and accept the new ones.",
  },
} satisfies ProblemNotes;
