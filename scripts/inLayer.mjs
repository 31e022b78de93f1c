/**
 * Puts a stylesheet into one cascade layer, below its first comment: for apps that order all their styles
 * by layers.
 * @param {string} css
 * @returns {string}
 */
export function inLayer(css) {
  const [comment = ""] = /^\/\*[\s\S]*?\*\/\n/.exec(css) ?? [];
  const rules = css
    .slice(comment.length)
    .trimEnd()
    .replace(/^(?=.)/gm, "  ");
  return `${comment}@layer matrix-register-kit {\n${rules}\n}\n`;
}
