import { type ReactElement, useState } from "react";
import { RegisterCard } from "../card/RegisterCard.js";
import { estimateStrength } from "../components/estimateStrength.js";
import { parseHomeserverInput } from "../discovery/parseHomeserverInput.js";
import type { Callback } from "../discovery/takeCallback.js";
import { parseUserId } from "../protocol/identifiers.js";
import type { LeftFor } from "../react/leftFor.js";
import type { RunEvent, Status } from "../uia/types.js";
import { type ChosenHomeserver, homeserversOf } from "./chooseHomeserver.js";
import { NextSteps } from "./NextSteps.js";
import type { PageAddress } from "./pageAddress.js";
import type { PageConfig } from "./pageConfig.js";
import type { PageWords } from "./pageWords.js";
import { useTitleOfView } from "./useTitleOfView.js";

export interface RegistrationProps extends ChosenHomeserver {
  readonly config: PageConfig;
  readonly address: PageAddress;
  readonly words: PageWords;
  readonly callback: Callback | null;
  /** Leaves the callback. */
  readonly onStartAgain: (leftFor: LeftFor | null) => void;
  /** Absent where there is but one homeserver. */
  readonly onHomeserverChange?: ((name: string) => void) | undefined;
}

const captchaHost = import.meta.env.CAPTCHA_HOST;

/** Makes an account and no session: the page needs no token, so there never is one. */
export function Registration(props: RegistrationProps): ReactElement {
  const { homeserver, trust, config, address, words, onHomeserverChange } = props;
  const [status, setStatus] = useState<Status>("account");
  const [userId, setUserId] = useState<string | null>(null);
  const [card, setCard] = useState<HTMLElement | null>(null);
  const isReturning = props.callback !== null && status === "account";
  const serverName = parseUserId(userId ?? "")?.serverName ?? nameOf(props);
  const title = words.text(isReturning ? "title.choose" : "title.account", { serverName });
  useTitleOfView(card, title, serverName);

  const { clients, deviceDisplayName } = config;
  const follow = (event: RunEvent) => {
    if (event.type === "status") setStatus(event.status);
  };
  return (
    <RegisterCard
      ref={setCard}
      homeserver={homeserver}
      trust={trust}
      inhibitLogin
      resume
      defaultValues={address}
      callback={props.callback}
      onStartAgain={props.onStartAgain}
      oauth={{ client: { id: config.oauthClientId, name: config.brand.name } }}
      // The page's Content-Security-Policy shows no picture of another host.
      providerIcons={false}
      {...(deviceDisplayName !== undefined && { device: { displayName: deviceDisplayName } })}
      {...(captchaHost !== undefined && { captcha: { scriptHost: `https://${captchaHost}` } })}
      signInUrl={config.signInUrl ?? clients[0]?.url}
      homeservers={homeserversOf(config)}
      allowAnyHomeserver={config.allowAnyHomeserver}
      onHomeserverChange={onHomeserverChange}
      locale={words.tag}
      headingLevel={1}
      estimateStrength={estimateStrength}
      onEvent={follow}
      onDone={(result) => {
        if (result.outcome === "pendingApproval") return;
        setUserId(result.account.userId);
        setStatus("done");
      }}
    >
      {userId !== null && <NextSteps words={words} userId={userId} clients={clients} />}
    </RegisterCard>
  );
}

/** What to call the homeserver before it is found. */
function nameOf({ homeserver, trust }: ChosenHomeserver): string {
  const named = parseHomeserverInput(homeserver, trust);
  if (named === undefined) return "";
  if (named.named === "serverName") return named.serverName;
  return named.homeserver.serverName ?? new URL(named.homeserver.baseUrl).host;
}
