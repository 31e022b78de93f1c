import { type ReactElement, useEffect, useMemo, useState } from "react";
import { RegisterCard } from "../card/RegisterCard.js";
import { estimateStrength } from "../components/form/password/estimateStrength.js";
import { homeserverName } from "../components/homeserver/homeserverName.js";
import { homeserverParts } from "../components/late/methodParts.js";
import { NotLoaded } from "../components/late/NotLoaded.js";
import { focusWithin } from "../components/ui/focusWithin.js";
import { withWords } from "../locales/words.js";
import { parseUserId } from "../protocol/guards/identifiers.js";
import { useLateModule } from "../react/useLateModule.js";
import type { Callback } from "../redirect/callback.js";
import type { RedirectOrigin } from "../redirect/origin.js";
import { lateModule } from "../uia/browser/lateModule.js";
import type { Result } from "../uia/machine/types.js";
import type { PageConfig } from "./config/pageConfig.js";
import { type ChosenHomeserver, clientIdAt, homeserversOf } from "./homeserver/chooseHomeserver.js";
import type { SignUpEnd } from "./NextSteps.js";
import type { PageAddress } from "./pageAddress.js";
import { kitWords, type PageWords } from "./pageWords.js";
import { useTitleOfView } from "./useTitleOfView.js";

export interface RegistrationProps extends ChosenHomeserver {
  readonly config: PageConfig;
  /** Without its registration token where that is for another homeserver. */
  readonly address: PageAddress;
  /** Whether a link asked for a homeserver that is not to be had here. */
  readonly isLinkElsewhere: boolean;
  /** Whether the focus has nowhere else to be. */
  readonly takesFocus: boolean;
  readonly words: PageWords;
  readonly callback: Callback | null;
  /** Leaves the callback. */
  readonly onStartAgain: (origin: RedirectOrigin | null) => void;
  /** Absent where there is but one homeserver. */
  readonly onHomeserverChange?: ((name: string) => void) | undefined;
}

/** The steps after the account is made. */
export const nextSteps = lateModule(() => import("./NextSteps.js"));

const captchaHost = import.meta.env.CAPTCHA_HOST;

/** Makes an account and no session: the page needs no token, so there never is one. */
export function Registration(props: RegistrationProps): ReactElement {
  const { homeserver, trust, config, address, words, onHomeserverChange } = props;
  const [end, setEnd] = useState<SignUpEnd | null>(null);
  const [card, setCard] = useState<HTMLElement | null>(null);
  const serverName = end?.serverName ?? homeserverName(homeserver);
  useTitleOfView(words, card, serverName);

  const late = useMemo(() => withWords(nextSteps, words, ["next"]), [words]);
  const next = useLateModule(late, end !== null);

  const { isLinkElsewhere, takesFocus } = props;
  useEffect(() => {
    if (!takesFocus) return;
    const focus = () => focusWithin(card, ['[data-part="homeserver-form"] input']);
    // Without the field the focus stays where it is.
    const field = withWords(homeserverParts, kitWords(words), ["methods"]);
    field.load().then(focus, () => undefined);
  }, [card, takesFocus, words]);

  const { clients, appsUrl, deviceDisplayName } = config;
  return (
    <RegisterCard
      ref={setCard}
      homeserver={homeserver}
      trust={trust}
      slots={isLinkElsewhere ? { header: <p>{words.text("link.elsewhere")}</p> } : {}}
      inhibitLogin
      resume
      defaultValues={address}
      callback={props.callback}
      onStartAgain={props.onStartAgain}
      oauth={{ client: { id: clientIdAt(config, props), name: config.brand.name } }}
      // The page's Content-Security-Policy shows no picture of another host.
      providerIcons={false}
      {...(deviceDisplayName !== undefined && { device: { displayName: deviceDisplayName } })}
      captcha={captchaHost !== undefined && { scriptHost: `https://${captchaHost}` }}
      signInUrl={config.signInUrl ?? clients[0]?.url}
      homeservers={homeserversOf(config)}
      allowAnyHomeserver={config.allowAnyHomeserver}
      onHomeserverChange={onHomeserverChange}
      locale={words.kit}
      headingLevel={1}
      estimateStrength={estimateStrength}
      onDone={(result) => {
        setEnd(endOf(result, homeserverName(homeserver)));
      }}
    >
      {end !== null && next.module !== null && (
        <next.module.NextSteps words={words} end={end} clients={clients} appsUrl={appsUrl} />
      )}
      {next.status === "failed" && <NotLoaded late={late} />}
    </RegisterCard>
  );
}

function endOf(result: Result, ownName: string): SignUpEnd {
  if (result.outcome === "pendingApproval")
    return { name: result.username ?? "", serverName: ownName, isPending: true };
  const { userId } = result.account;
  return { name: userId, serverName: parseUserId(userId)?.serverName ?? ownName, isPending: false };
}
