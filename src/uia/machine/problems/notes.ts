/** The cause of each problem, and its cure: the user's next step. Markdown, for the documents. */
export type ProblemNotes = Readonly<
  Record<string, { readonly cause: string; readonly cure: string }>
>;
