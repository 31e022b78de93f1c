import type { ReactElement, ReactNode } from "react";
import { Boundary } from "../components/ui/boundary/Boundary.js";
import type { PageWords } from "./pageWords.js";

/** Replaces a page that throws, and says what to do. The tab's storage has what was typed. */
export function PageBoundary({
  words,
  children,
}: {
  readonly words: PageWords;
  readonly children: ReactNode;
}): ReactElement {
  return <Boundary fallback={() => <CrashedPage words={words} />}>{children}</Boundary>;
}

/** Says that the page has to be loaded again. */
export function CrashedPage({ words }: { readonly words: PageWords }): ReactElement {
  return (
    <main className="page-main">
      <section className="mrk-card page-notice" data-part="crashed">
        <p role="alert">{words.text("crashed.text")}</p>
        <button
          type="button"
          data-part="submit"
          data-kind="primary"
          onClick={() => location.reload()}
        >
          {words.text("crashed.reload")}
        </button>
      </section>
    </main>
  );
}
