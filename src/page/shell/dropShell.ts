/** Shows the page without the first screen that stands in its HTML, if there is one. */
export function dropShell(): void {
  document.querySelector("#shell")?.remove();
  document.querySelector("#page")?.removeAttribute("hidden");
}
