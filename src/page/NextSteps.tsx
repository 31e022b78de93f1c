import type { ReactElement } from "react";
import { joint } from "../locales/joint.js";
import { parseUserId } from "../protocol/guards/identifiers.js";
import { useLateModule } from "../react/useLateModule.js";
import { lateModule } from "../uia/browser/lateModule.js";
import type { PageConfig } from "./config/pageConfig.js";
import type { PageKey, PageWords } from "./pageWords.js";
import { QrCode } from "./sharing/QrCode.js";
import { useCopy } from "./sharing/useCopy.js";

export interface NextStepsProps {
  readonly words: PageWords;
  readonly userId: string;
  readonly clients: PageConfig["clients"];
  /** Where to find an app, if there are no `clients`. */
  readonly appsUrl: PageConfig["appsUrl"];
}

const qrCodes = lateModule(() => import("./sharing/drawQrCode.js"));

/** The steps after sign-up: keep the user ID, go to an app, here or on a phone. */
export function NextSteps({ words, userId, clients, appsUrl }: NextStepsProps): ReactElement {
  const { said, copy } = useCopy({
    read: () => userId,
    select: selectUserId,
    copied: "next.copied",
    selected: "next.selected",
  });
  const { module: drawer } = useLateModule(qrCodes, true);
  const phoneUrl = clients[0]?.url ?? appsUrl;
  const before = (key: PageKey) => {
    const text = words.text(key);
    return text + joint(text);
  };
  const drawing = drawer?.drawQrCode(phoneUrl) ?? null;

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
        {before("next.homeserver")}
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
      {drawing !== null && (
        <div className="page-phone">
          <QrCode drawing={drawing} label={words.text("next.qrCode", { url: phoneUrl })} />
          <p>
            {before("next.phone")}
            <bdi dir="ltr" translate="no">
              {phoneUrl}
            </bdi>
          </p>
        </div>
      )}
    </section>
  );
}

function selectUserId(): void {
  const element = document.querySelector('[data-part="user-id"]');
  if (element !== null) getSelection()?.selectAllChildren(element);
}
