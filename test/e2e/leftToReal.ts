/** The stages, alone and together. */
const stages = [
  "tokenAndTerms.e2e.ts",
  "captchaStage.e2e.ts",
  "emailStage.e2e.ts",
  "phoneStage.e2e.ts",
  "captchaTermsEmail.e2e.ts",
  "otherFlows.e2e.ts",
];

/** The files that run on a real homeserver, by its name. */
export const filesOnReal = {
  synapse: ["registration.e2e.ts", ...stages, "signOn.e2e.ts", "oauth.e2e.ts"],
  dendrite: ["dendrite.e2e.ts"],
} as const;

/**
 * The mark of a test in a file of the real homeserver's that shows nothing of it: of what the page does
 * with the form or while it waits, or of what account pages of our own say. The fake one is enough.
 */
export const concernsPageAlone = /@page/;

/**
 * Matches the tests that these homeservers show in this run, by project, file and title. The fake one would
 * show the same in the same browser once more: `test/conformance` shows that it answers as they do.
 */
export function leftToReal(real: readonly string[]): RegExp | undefined {
  const files = Object.entries(filesOnReal).flatMap(([name, its]) =>
    real.includes(name) ? its : [],
  );
  if (files.length === 0) return undefined;
  const names = files.map((file) => file.replaceAll(".", "\\."));
  return new RegExp(`(?:^| )(?:${names.join("|")}) (?!.*${concernsPageAlone.source})`);
}
