/** Has a recipe's page show the files it is made of, in place of a story's own source. */
export function madeOf(...files: readonly string[]) {
  return {
    docs: {
      canvas: { sourceState: "shown" },
      source: { code: files.map((file) => file.trim()).join("\n\n"), language: "tsx" },
    },
  } as const;
}
