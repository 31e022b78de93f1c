/**
 * Translates a page as browsers do: 60 ms after a text appears, two new elements stand in its place, and
 * the text is theirs. What says that it is not to be translated stays. It runs in a page by itself.
 * @param marks stand around each text that was translated, to tell it from others
 */
export function translatePage(
  root: Node,
  marks: readonly [string, string] = ["«", "»"],
): () => void {
  const translate = (text: Node): void => {
    const parent = text.parentElement;
    const isOwn =
      parent?.localName === "font" || /^(script|style|title)$/i.test(parent?.tagName ?? "");
    if (parent === null || isOwn || parent.closest('[translate="no"]') !== null) return;
    const words = text.textContent ?? "";
    if (words.trim() === "") return;
    // The element that translators use.
    const { 0: outer, 1: inner } = ["font", "font"].map((name: string) =>
      document.createElement(name),
    ) as [HTMLElement, HTMLElement];
    inner.textContent = marks.join(words);
    outer.append(inner);
    parent.replaceChild(outer, text);
  };
  const wait = (text: Node): void => {
    setTimeout(() => {
      if (text.isConnected) translate(text);
    }, 60);
  };
  const find = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) wait(node);
    else for (const child of node.childNodes) find(child);
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") wait(target);
      for (const node of addedNodes) find(node);
    }
  });
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  find(root);
  return () => observer.disconnect();
}
