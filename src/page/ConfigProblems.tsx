import type { ReactElement } from "react";
import type { ConfigProblem } from "./config/pageConfig.js";
import type { PageWords } from "./pageWords.js";
import { usePageTitle } from "./usePageTitle.js";

export interface ConfigProblemsProps {
  readonly words: PageWords;
  /** None where `config.json` cannot be read at all. */
  readonly problems: readonly ConfigProblem[];
}

/** The faults in the configuration, key by key, for the owner of the page. */
export function ConfigProblems({ words, problems }: ConfigProblemsProps): ReactElement {
  usePageTitle(words, words.text("title.config"));
  return (
    <main className="page-main">
      <section className="mrk-card page-notice" role="alert" data-part="config-problems">
        <h1 data-part="heading">{words.text("config.heading")}</h1>
        {problems.length === 0 ? (
          <p>{words.text("config.unreadable")}</p>
        ) : (
          <>
            <p>{words.text("config.text")}</p>
            <ul>
              {problems.map(({ key, reason }) => (
                <li key={key}>{words.text(`config.${reason}`, { key })}</li>
              ))}
            </ul>
          </>
        )}
      </section>
    </main>
  );
}
