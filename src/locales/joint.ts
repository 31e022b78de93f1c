/** Decides what stands between a text and the next. Full-width signs bring their own space. */
export function joint(text: string): "" | " " {
  return /[。：！？]$/.test(text) ? "" : " ";
}
