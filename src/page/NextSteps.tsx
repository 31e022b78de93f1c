import { type ReactElement, useState } from "react";
import { parseUserId } from "../protocol/guards/identifiers.js";
import type { PageConfig } from "./config/pageConfig.js";
import type { PageKey, PageWords } from "./pageWords.js";

export interface NextStepsProps {
  readonly words: PageWords;
  readonly userId: string;
  readonly clients: PageConfig["clients"];
  /** Where to find an app, if there are no `clients`. */
  readonly appsUrl: PageConfig["appsUrl"];
}

/** The steps after sign-up: keep the user ID, go to an app. */
export function NextSteps({ words, userId, clients, appsUrl }: NextStepsProps): ReactElement {
  const [said, setSaid] = useState<PageKey | null>(null);

  const copy = async () => {
    setSaid(null);
    try {
      await navigator.clipboard.writeText(userId);
      setSaid("next.copied");
    } catch {
      // Without a secure context or a permission there is no clipboard.
      selectUserId();
      setSaid("next.selected");
    }
  };

  return (
    <section className="page-next" data-part="next-steps">
      <h2>{words.text("next.heading")}</h2>
      <p>{words.text("next.copyHint")}</p>
      <p className="page-copy">
        <button type="button" data-part="copy" onClick={() => void copy()}>
          {words.text("next.copy")}
        </button>
        <span role="status">{said !== null && words.text(said)}</span>
      </p>
      <p>
        <span>{words.text("next.homeserver")}</span>{" "}
        <bdi dir="ltr" translate="no">
          {parseUserId(userId)?.serverName}
        </bdi>
      </p>
      {clients.length > 0 && <p>{words.text("next.clients")}</p>}
      <ul className="page-clients">
        {clients.map(({ name, url }) => (
          <li key={url}>
            <a href={url} rel="noreferrer">
              <bdi translate="no">{name}</bdi>
            </a>
          </li>
        ))}
        {clients.length === 0 && (
          <li>
            <a href={appsUrl} rel="noreferrer">
              {words.text("next.findApp")}
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}

function selectUserId(): void {
  const element = document.querySelector('[data-part="user-id"]');
  if (element !== null) getSelection()?.selectAllChildren(element);
}
