import { useEffect } from "react";
import type { PageWords } from "./pageWords.js";

/** Names the page in the tab and the history; a screen reader says it first of all. */
export function usePageTitle(words: PageWords, title: string, isWrong = false): void {
  const whole = titleWith(words, title, isWrong);
  useEffect(() => {
    document.title = whole;
  }, [whole]);
}

/** A title that says that something is to be corrected. */
export function titleWith(words: PageWords, title: string, isWrong: boolean): string {
  return isWrong ? words.text("title.error", { title }) : title;
}
