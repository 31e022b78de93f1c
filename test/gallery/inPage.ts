/* What runs in the page itself: each function stands alone. */

/** Text that is cut off, or sticks out of what is around it. */
export function findClipped(): readonly string[] {
  const root = document.querySelector("#storybook-root");
  if (root === null) return ["There is no story."];
  const found: string[] = [];
  const tell = (element: Element, what: string) => {
    const part = element.closest("[data-part]")?.getAttribute("data-part") ?? "";
    const text = element.textContent.trim().slice(0, 60);
    found.push(`${what}: <${element.localName}> in ${part}: ${text}`);
  };
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    const { width, height } = element.getBoundingClientRect();
    // What is hidden from sight alone is one pixel.
    if (width <= 1 || height <= 1) continue;
    const style = getComputedStyle(element);
    // A field scrolls what is typed.
    const isField = ["input", "select", "option"].includes(element.localName);
    if (style.display === "inline" || isField) continue;
    if (element.scrollWidth > element.clientWidth + 1) tell(element, "too wide");
    const cuts = style.overflowY === "hidden" || style.overflowY === "clip";
    if (cuts && element.scrollHeight > element.clientHeight + 1) tell(element, "cut off");
  }
  return found;
}

/** Text that is in no catalogue: letters without an accent, in the locale `en-XA`. */
export function findPlain(): readonly string[] {
  const root = document.querySelector("#storybook-root [data-part=root]");
  if (root === null) return [];
  // What others say: the homeserver, the person, the host; and languages and countries by `Intl`.
  const notOurs = "bdi, [lang]:not([data-part=root]), option, [data-of-the-host]";
  const found: string[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent ?? "";
    const isPlain = /[a-z]{2}/i.test(text) && !/[\u00c0-\u1fff]/.test(text);
    if (isPlain && node.parentElement?.closest(notOurs) === null) found.push(text);
  }
  for (const element of root.querySelectorAll("[aria-label], [placeholder], [title]")) {
    for (const name of ["aria-label", "placeholder", "title"]) {
      const text = element.getAttribute(name) ?? "";
      if (/[a-z]{2}/i.test(text) && !/[\u00c0-\u1fff]/.test(text)) found.push(`${name}=${text}`);
    }
  }
  return found;
}
