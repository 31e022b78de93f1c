import type { ReactElement } from "react";
import type { PageWords } from "./pageWords.js";

/** Replaces a page that threw, and says what to do. */
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
