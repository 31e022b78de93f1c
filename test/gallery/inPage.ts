/* What runs in the page itself: each function stands alone. */

/** Waits until fonts and pictures are there, what moves has arrived, and nothing changes any more. */
export async function standStill(): Promise<void> {
  await document.fonts.ready;
  await Promise.allSettled([...document.images].map((image) => image.decode()));
  const moving = document
    .getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
  await Promise.allSettled(moving.map(({ finished }) => finished));
  await new Promise<void>((resolve) => {
    const framesWanted = 4;
    let frames = 0;
    const changes = new MutationObserver(() => {
      frames = 0;
    });
    changes.observe(document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    const count = () => {
      frames += 1;
      if (frames <= framesWanted) {
        requestAnimationFrame(count);
        return;
      }
      changes.disconnect();
      resolve();
    };
    requestAnimationFrame(count);
  });
}

/** What axe finds in the story, and in what it opened beside it. A story is not a page of landmarks. */
export async function runAxe(): Promise<readonly string[]> {
  const { axe } = window as unknown as { readonly axe: typeof import("axe-core") };
  const { violations } = await axe.run(
    { include: [document.body], exclude: [".sb-wrapper", "#storybook-docs"] },
    { resultTypes: ["violations"], preload: false, rules: { region: { enabled: false } } },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Text that is cut off, or sticks out of what is around it. */
export function findClipped(): readonly string[] {
  const root = document.querySelector("#storybook-root, .page-main");
  if (root === null) return ["There is no story."];
  const found: string[] = [];
  const tell = (element: Element, what: string) => {
    const part = element.closest("[data-part]")?.getAttribute("data-part") ?? "";
    const text = element.textContent.trim().slice(0, 60);
    found.push(`${what}: <${element.localName}> in ${part}: ${text}`);
  };
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
  for (const element of root.querySelectorAll("[hidden]")) {
    if (getComputedStyle(element).display !== "none") tell(element, "shown, though hidden");
  }
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    const { width, height } = element.getBoundingClientRect();
    // What is hidden from sight alone is one pixel.
    if (width <= 1 || height <= 1) continue;
    const style = getComputedStyle(element);
    // A field scrolls what is typed.
    const isField = ["input", "select", "option"].includes(element.localName);
    if (style.display === "inline" || isField) continue;
    // A name that is shortened is there as a whole, too.
    const isShortened = style.textOverflow === "ellipsis" && element.hasAttribute("title");
    if (isShortened) continue;
    // Waves around what was pressed, as those of Material UI, are cut off and have nothing to read.
    const isEmpty =
      element.textContent.trim() === "" && element.querySelector("img, svg, input") === null;
    if (isEmpty) continue;
    if (element.scrollWidth > element.clientWidth + 1) tell(element, "too wide");
    const cuts = style.overflowY === "hidden" || style.overflowY === "clip";
    if (cuts && element.scrollHeight > element.clientHeight + 1) tell(element, "cut off");
  }
  return found;
}

/** Text that is in no catalogue: letters without an accent, in the locale `en-XA`. */
export function findPlain(): readonly string[] {
  const root = document.querySelector("#storybook-root [data-part=root], .page-main");
  if (root === null) return [];
  // Texts of others: the homeserver, the user, the app; and languages and countries by `Intl`.
  const notOurs = "bdi, [translate=no], [lang]:not([data-part=root]), option, [data-of-the-app]";
  const isOurs = (element: Element | null) => {
    const other = element?.closest(notOurs) ?? null;
    // The document around has a language too.
    return other === null || !root.contains(other);
  };
  const found: string[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent ?? "";
    const isPlain = /[a-z]{2}/i.test(text) && !/[\u00c0-\u1fff]/.test(text);
    if (isPlain && isOurs(node.parentElement)) found.push(text);
  }
  for (const element of root.querySelectorAll("[aria-label], [placeholder], [title]")) {
    if (!isOurs(element)) continue;
    for (const name of ["aria-label", "placeholder", "title"]) {
      const text = element.getAttribute(name) ?? "";
      if (/[a-z]{2}/i.test(text) && !/[\u00c0-\u1fff]/.test(text)) found.push(`${name}=${text}`);
    }
  }
  return found;
}

/** Live regions without a box: what is told there later may stay unsaid. Those we hide are not meant. */
export function findSilent(): readonly string[] {
  const regions = document.querySelectorAll("[aria-live], [role=status], [role=alert]");
  return [...regions]
    .filter((region) => region.closest("[data-part=root]") !== null)
    .filter((region) => region.closest("[hidden]") === null && !region.checkVisibility())
    .map((region) => region.outerHTML.slice(0, 120));
}

/** What is to be pressed, in the styled card, on less than 44 by 44 px; links in a sentence may be. */
export function findSmall(): readonly string[] {
  const wanted = 44;
  const pressed = "a[href], button, summary, select, input, [role=option]";
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(`.mrk-card :is(${pressed})`)) {
    const isOthers = element.closest("[data-of-the-app], [data-part=captcha-widget]") !== null;
    if (!element.checkVisibility() || isOthers) continue;
    const { display } = getComputedStyle(element);
    const around = element.parentElement?.textContent.trim() ?? "";
    const isInSentence = display === "inline" && around !== element.textContent.trim();
    if (element.localName === "a" && isInSentence) continue;
    const isTicked = element.matches("[type=checkbox], [type=radio]");
    // What is around it is pressed, too.
    const target = element.closest(isTicked ? "label" : "[data-part=username-control]") ?? element;
    const { width, height } = target.getBoundingClientRect();
    if (width >= wanted - 0.5 && height >= wanted - 0.5) continue;
    const what = element.getAttribute("data-part") ?? element.localName;
    found.push(`${what}: ${Math.round(width)} by ${Math.round(height)} px`);
  }
  return found;
}

/**
 * Text that is hard to read, by the colours that are on the screen. axe knows no forced colours, and says
 * nothing of text that has the colour of what is behind it. What waits may be faint.
 */
export function findFaint(): readonly string[] {
  const root = document.querySelector("#storybook-root, .page-main");
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (root === null || canvas === null) return ["There is no story."];
  const read = (colour: string) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((each) => {
      const share = each / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return { luminance: 0.2126 * r + 0.7152 * g + 0.0722 * b, isSeen: alpha > 127 };
  };
  const behind = (element: Element | null): number => {
    if (element === null) return 1;
    const { luminance, isSeen } = read(getComputedStyle(element).backgroundColor);
    return isSeen ? luminance : behind(element.parentElement);
  };
  const found: string[] = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? "";
    if (element === null || text === "" || !element.checkVisibility()) continue;
    const waits = element.closest("[aria-disabled=true], :disabled, option") !== null;
    const box = element.closest("p, span, button, [data-part]")?.getBoundingClientRect();
    if (waits || (box !== undefined && box.width <= 1)) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const [upper, lower] = [read(color).luminance, behind(element)].sort((a, b) => b - a);
    const ratio = ((upper ?? 0) + 0.05) / ((lower ?? 0) + 0.05);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} to 1: ${text.slice(0, 60)}`);
  }
  return found;
}
