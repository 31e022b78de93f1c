import { type ReactElement, type ReactNode, useMemo, useState } from "react";
import { withWords } from "../locales/words.js";
import { useLateModule } from "../react/useLateModule.js";
import type { Callback } from "../redirect/callback.js";
import type { RedirectOrigin } from "../redirect/origin.js";
import { BrandHeader } from "./BrandHeader.js";
import type { PageConfig } from "./config/pageConfig.js";
import {
  type ChosenHomeserver,
  chooseHomeserver,
  homeserversOf,
  isAskedFor,
  namedHomeserver,
} from "./homeserver/chooseHomeserver.js";
import { homeserverForm } from "./homeserver/lateHomeserverForm.js";
import type { PageAddress } from "./pageAddress.js";
import type { PageWords } from "./pageWords.js";
import { Registration, type RegistrationProps } from "./Registration.js";

export interface PageProps {
  readonly config: PageConfig;
  readonly address: PageAddress;
  readonly words: PageWords;
  /** The user came back from a sign-on. */
  readonly callback: Callback | null;
  /** Shows the registration on the chosen homeserver. Default {@link Registration}. */
  readonly render?: (props: RegistrationProps) => ReactNode;
}

/** The whole page: a homeserver to agree on where that is needed, then the registration on it. */
export function Page({
  config,
  address,
  words,
  callback,
  render = renderRegistration,
}: PageProps): ReactElement {
  const [choice, setChoice] = useState(() => chooseHomeserver(config, address.homeserver));
  const [isReturning, setIsReturning] = useState(callback !== null);
  const [origin, setOrigin] = useState<RedirectOrigin | null>(null);
  const { username } = origin ?? address;
  // The form that was answered is gone, and the focus with it.
  const [hasChosen, setHasChosen] = useState(false);
  const shown = isReturning ? returning : "ask" in choice ? null : choice.use;
  const canChoose = config.allowAnyHomeserver || homeserversOf(config).length > 1;
  const chooseNamed = (name: string) => {
    const named = namedHomeserver(config, name);
    if (named !== undefined) setChoice({ use: named });
  };
  // The address says nothing any more of where the visitor was, and as whom.
  const startAgain = (left: RedirectOrigin | null) => {
    setIsReturning(false);
    if (left === null) return;
    const { homeserver } = left;
    setOrigin(left);
    chooseNamed(homeserver.serverName ?? homeserver.baseUrl);
  };
  const { homeserver: linked } = address;
  const isLinkElsewhere =
    linked !== undefined &&
    !config.allowAnyHomeserver &&
    namedHomeserver(config, linked) === undefined;
  const asked = shown === null && "ask" in choice ? choice : null;
  const late = useMemo(() => withWords(homeserverForm, words, ["choose"]), [words]);
  const form = useLateModule(late, asked !== null);
  // The page says then that it has to be loaded again.
  if (asked !== null && form.status === "failed") throw new Error("The choice was not loaded.");
  return (
    <>
      <BrandHeader brand={config.brand} />
      <main className="page-main">
        {asked !== null
          ? form.module !== null && (
              <form.module.HomeserverForm
                {...asked}
                words={words}
                config={config}
                isLinkElsewhere={isLinkElsewhere}
                onChoose={(chosen) => {
                  setChoice({ use: chosen });
                  setHasChosen(true);
                }}
              />
            )
          : render({
              ...(shown ?? returning),
              words,
              config,
              address: {
                ...address,
                username,
                // A secret between the visitor and the homeserver that the link asks for.
                ...(!isAskedFor(config, linked, shown ?? returning) && {
                  registrationToken: undefined,
                }),
              },
              isLinkElsewhere,
              takesFocus: hasChosen,
              callback: isReturning ? callback : null,
              onStartAgain: startAgain,
              onHomeserverChange: canChoose ? chooseNamed : undefined,
            })}
      </main>
    </>
  );
}

/** The return is from the homeserver the user left for, which is remembered elsewhere. */
const returning: ChosenHomeserver = { homeserver: "", trust: "any" };

function renderRegistration(props: RegistrationProps): ReactNode {
  return <Registration {...props} />;
}
