/** A word that English texts avoid, what to say instead, and a text that has it. */
export type AvoidedWord = readonly [avoided: RegExp, instead: string, example: string];

export const avoidedWords: readonly AvoidedWord[] = [
  [/\banswer/i, "reply, responding", "The homeserver does not answer."],
  [/\bjust now\b/i, "right now", "The homeserver is busy just now."],
  [/\bgo(?:es)? on\b/i, "continue", "Accept the terms to go on."],
  [/\blook for another\b/i, "try another", "Look for another homeserver."],
  [/\bask the people\b/i, "contact the people", "Ask the people who run it."],
  [/\b(?:small|lower case|lower-case) (?:letter|one)/i, "lowercase letter", "Add a small letter."],
  [/\b(?:capital|upper case|upper-case)\b/i, "uppercase letter", "Add a capital letter."],
  [/\bused up\b/i, "has already been used", "This invitation is used up."],
  [/\btoo old\b/i, "has expired", "This code is too old."],
  [/\b(?:some|any)body\b/i, "someone, anyone", "Invite somebody"],
  [/\bpuzzle\b/i, "check, captcha", "Solve the puzzle again."],
  [/\b(?:by itself|by hand)\b/i, "automatically, each", "The rest happens by itself."],
  [/\ba little\b/i, "a moment", "Wait a little."],
  [/\bis free\b/i, "is available", "This username is free."],
  [/\bit like\b/i, "such as", "Write it like example.org."],
  [/\bbeg[au]n\b/i, "start", "This sign-in was not begun here."],
  [/\blets? (?:you|new members) in\b/i, "sign in, approve", "The homeserver did not let you in."],
  [/\bno longer knows\b/i, "recognises, has expired", "The homeserver no longer knows that page."],
  [/\bnot known\b/i, "not a known", "“colour” is not known."],
  [/\b(?:does not|will not) take\b/i, "accept", "The homeserver does not take it again."],
  [/\bsay so\b/i, "the name of the button", "Say so when you are done."],
  [/(?<!\bthe homeserver )\b(?:below|above)\b/i, "the name of the thing", "Use the button below."],
  [/\b(?:color|favorite|behavior|honor)/i, "British -our", "Choose a color."],
  [/\w{3}iz(?:e[ds]?|ing|ation)\b/i, "British -ise", "This device is not recognized."],
  [/\bcancel(?:ed|ing)\b/i, "British -lled, -lling", "Canceling the sign-up…"],
  [/\b(?:spelled|misspelled)\b/i, "British spelt, misspelt", "It is spelled example.org."],
  [/\bdifferent\b.*\bthan\b/i, "different from, other than", "A different site than that one."],
  [/;/, "two sentences", "Your steps are kept; try again."],
  [
    / [-+=_/~][.,](?: |$)/,
    "another end, as the stop reads as one more sign",
    "Use . _ = / + -. Wait.",
  ],
  [/\b(?:center|license[sd]?|gray)\b/i, "British centre, licence, grey", "Open the help center."],
];

/** The sentences of a text. A name with a dot, such as `example.org`, does not end one. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?…:]”?)\s+(?=[A-Z{“])/).filter((sentence) => sentence !== "");
}
