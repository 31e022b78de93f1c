import type { MatcherFunction } from "@testing-library/react";

/** Matches the innermost element with these words, which may be in several elements of it. */
export function words(wanted: string | RegExp): MatcherFunction {
  const has = (element: Element | null): boolean => {
    const text = (element?.textContent ?? "").replace(/\s+/g, " ").trim();
    return typeof wanted === "string" ? text === wanted : wanted.test(text);
  };
  return (_, element) => has(element) && ![...(element?.children ?? [])].some(has);
}
