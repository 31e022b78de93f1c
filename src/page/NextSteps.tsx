import type { ReactElement } from "react";
import { joint } from "../locales/joint.js";
import { useLateModule } from "../react/useLateModule.js";
import { lateModule } from "../uia/browser/lateModule.js";
import type { PageConfig } from "./config/pageConfig.js";
import type { PageKey, PageWords } from "./pageWords.js";
import { QrCode } from "./sharing/QrCode.js";
import { useCopy } from "./sharing/useCopy.js";

export interface NextStepsProps {
  readonly words: PageWords;
  readonly end: SignUpEnd;
  readonly clients: PageConfig["clients"];
  /** Where to find an app, if there are no `clients`. */
  readonly appsUrl: PageConfig["appsUrl"];
}

/** The end of a sign-up, as far as it matters afterwards. */
export interface SignUpEnd {
  /** The user ID; the username while the account waits for approval. Empty if not known. */
  readonly name: string;
  readonly serverName: string;
  readonly isPending: boolean;
}

const qrCodes = lateModule(() => import("./sharing/drawQrCode.js"));

/** The steps after sign-up: keep the name, go to an app, here or on a phone. */
export function NextSteps({ words, end, clients, appsUrl }: NextStepsProps): ReactElement {
  const { name, serverName, isPending } = end;
  const { said, copy } = useCopy({
    read: () => name,
    select: selectName,
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
      {name !== "" && (
        <>
          <p>{words.text(isPending ? "next.pendingHint" : "next.copyHint")}</p>
          <p className="page-copy">
            <button type="button" data-part="copy" onClick={() => void copy()}>
              {words.text("next.copy")}
            </button>
            <span role="status">{said !== null && words.text(said)}</span>
          </p>
        </>
      )}
      <p>
        {before("next.homeserver")}
        <bdi dir="ltr" translate="no">
          {serverName}
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

function selectName(): void {
  const element = document.querySelector('[data-part="outcome"] bdi');
  if (element !== null) getSelection()?.selectAllChildren(element);
}
