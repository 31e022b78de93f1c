/** What hosts of stories say in their own words, in the stages, slots and pages around. */
export const wordsOfHosts: ReadonlySet<string> = new Set([
  "What has four legs?",
  "That is not it. Try once more.",
  "One question first",
  "Dance for us",
  "I am human",
  "What comes next.",
  "Close",
  "Example Club",
  "For members, and those who want to be.",
  "You choose your name once.",
  "We never see your password.",
  "Help",
  "Imprint",
]);
