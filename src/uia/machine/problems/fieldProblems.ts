import type { ProblemNotes } from "./notes.js";

/** Problems at a field of the account form. */
export const fieldProblems = {
  usernameInvalid: {
    cause: "The username has characters that no user ID may have.",
    cure: "Leave them out.",
  },
  usernameUpperCase: {
    cause: "The username has capital letters, which no user ID has.",
    cure: "Take the offered name in small letters.",
  },
  usernameTooLong: {
    cause: "The user ID would be longer than 255 bytes.",
    cure: "Choose a shorter name.",
  },
  passwordMissing: { cause: "No password was typed.", cure: "Choose one." },
  passwordTooLong: {
    cause: "The password has more than 512 code points, the most that homeservers take.",
    cure: "Choose a shorter one.",
  },
  passwordUnsendable: {
    cause:
      "The password has half of a character (a lone surrogate), which JSON cannot carry unchanged.",
    cure: "Type it again.",
  },
  registrationTokenMissing: {
    cause: "Every flow that can be done here asks for a registration token.",
    cure: "Enter the one from the people who run the homeserver.",
  },
  registrationTokenMalformed: {
    cause: "The token has more than 64 characters, or some that no registration token has.",
    cure: "Copy it again, without spaces.",
  },
  policiesNotAccepted: { cause: "A box of the terms is not ticked.", cure: "Read and tick it." },
  stageNotAnswered: {
    cause: "The fields of a stage of the app hold no answer.",
    cure: "Answer them.",
  },
  emailMissing: {
    cause: "Every flow that can be done here asks for an email address, or its stage has come.",
    cure: "Enter one.",
  },
  emailMalformed: {
    cause:
      "The address lacks an @ with text on both sides, has a blank, < or >, or has more than 500 characters. Or the homeserver refuses it as malformed.",
    cure: "Correct it.",
  },
  phoneMissing: {
    cause: "Every flow that can be done here asks for a phone number, or its stage has come.",
    cure: "Enter one.",
  },
  phoneMalformed: {
    cause:
      "The number has fewer than 3 or more than 17 digits, or is refused by the homeserver as malformed.",
    cure: "Correct the country or the number.",
  },
  usernameTaken: {
    cause:
      "`M_USER_IN_USE`. After a lost answer the status is `uncertain` instead: this very account may have the name.",
    cure: "Choose another name.",
  },
  usernameRefused: {
    cause:
      "`M_INVALID_USERNAME` for a name of allowed characters: a rule of this homeserver. `M_FORBIDDEN` where the same request without a name is let in.",
    cure: "Choose another name.",
  },
  usernameReserved: {
    cause: "`M_EXCLUSIVE`: the name belongs to an application service.",
    cure: "Choose another name.",
  },
  passwordRefused: {
    cause: "`M_WEAK_PASSWORD`, or an unknown `M_PASSWORD_…`.",
    cure: "Choose another password. The homeserver's words are quoted.",
  },
  passwordTooShort: { cause: "`M_PASSWORD_TOO_SHORT`.", cure: "Choose a longer password." },
  passwordNoDigit: { cause: "`M_PASSWORD_NO_DIGIT`.", cure: "Add a digit." },
  passwordNoUpperCase: { cause: "`M_PASSWORD_NO_UPPERCASE`.", cure: "Add an uppercase letter." },
  passwordNoLowerCase: { cause: "`M_PASSWORD_NO_LOWERCASE`.", cure: "Add a lowercase letter." },
  passwordNoSymbol: { cause: "`M_PASSWORD_NO_SYMBOL`.", cure: "Add a symbol." },
  passwordTooCommon: {
    cause: "`M_PASSWORD_IN_DICTIONARY`: it is in a list of common passwords.",
    cure: "Choose another password.",
  },
  registrationTokenRefused: {
    cause:
      "The token is unknown, used up or expired, by the homeserver's check or at the token's stage.",
    cure: "Correct it, or ask for a new one.",
  },
  emailInUse: {
    cause: "`M_THREEPID_IN_USE` for an email address.",
    cure: "Sign in to that account, or use another address.",
  },
  emailRefused: {
    cause:
      "`M_THREEPID_DENIED` for an email address, mostly because of its domain, or an unknown `M_THREEPID_…`.",
    cure: "Use another address.",
  },
  phoneInUse: {
    cause: "`M_THREEPID_IN_USE` for a phone number.",
    cure: "Sign in to that account, or use another number.",
  },
  phoneRefused: {
    cause: "`M_THREEPID_DENIED` for a phone number, or an unknown `M_THREEPID_…`.",
    cure: "Use another number.",
  },
  emailUnsupported: {
    cause: "The homeserver asks for an email address, but says that it sends no mail.",
    cure: "Tell the people who run it.",
  },
  phoneUnsupported: {
    cause: "The homeserver asks for a phone number, but says that it sends no text messages.",
    cure: "Tell the people who run it.",
  },
  usernameMissing: {
    cause: "`M_INVALID_USERNAME` for a name that was left out: the homeserver does not choose one.",
    cure: "Choose a name.",
  },
  registrationTokenSpent: {
    cause:
      "The homeserver accepted the token earlier in this registration, and refuses it now. It counts a token at its stage.",
    cure: "Ask for a new one.",
  },
} satisfies ProblemNotes;
