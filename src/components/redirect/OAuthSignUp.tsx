"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactElement,
  type Ref,
  useEffect,
  useState,
} from "react";
import { type Homeserver, identityOf } from "../../discovery/homeserver.js";
import type { OAuthMethod } from "../../discovery/methods.js";
import { isOAuthDeviceId } from "../../protocol/guards/generatedIds.js";
import { useOAuthSignUp } from "../../react/useOAuthSignUp.js";
import { thisPage } from "../../redirect/origin.js";
import type { RegistrationSettings } from "../context/appTypes.js";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { wishedUsername } from "../context/formHandle.js";
import { useMethod } from "../context/useMethod.js";
import { HeadingElement, Paragraph } from "../ui/Elements.js";
import { focusWithin } from "../ui/focusWithin.js";
import { ProblemText } from "../ui/problem/ProblemText.js";
import { ServerMessage } from "../ui/problem/ServerMessage.js";
import { RetryButton } from "../ui/RetryButton.js";
import { Text } from "../ui/Text.js";
import { CarriedAlong } from "./CarriedAlong.js";
import { Leaving } from "./Leaving.js";
import { Warning } from "./Warning.js";

export declare namespace OAuthSignUp {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/**
 * For a homeserver that makes accounts on pages of its own: names their host, and brings the user there.
 * Under trust `any` a warning that the user has to confirm comes first, unless those pages name themselves.
 * The root's `callback` signs in the user who comes back.
 */
export const OAuthSignUp = forwardRef<HTMLDivElement, OAuthSignUp.Props>(
  function OAuthSignUp(props, ref) {
    const method = useMethod("oauth", "Register.OAuthSignUp");
    const { found } = useHomeserverContext("Register.OAuthSignUp");
    const { trust } = useApp("Register.OAuthSignUp");
    if (method === null || found === null) return null;
    return (
      <SignUp
        {...props}
        key={identityOf({ homeserver: found, trust })}
        elementRef={ref}
        method={method}
        homeserver={found}
      />
    );
  },
);

function SignUp({
  elementRef,
  method,
  homeserver,
  ...rest
}: OAuthSignUp.Props & {
  readonly elementRef: Ref<HTMLDivElement>;
  readonly method: OAuthMethod;
  readonly homeserver: Homeserver;
}): ReactElement | null {
  const app = useApp("Register.OAuthSignUp");
  const { translator, headingLevel, isLive, trust, fetch, clock, oauth, element } = app;
  const { serverName, otherMethods, reportFailure } = useHomeserverContext("Register.OAuthSignUp");
  const [isConfirmed, setIsConfirmed] = useState(false);
  const { status, host, asksToCreate, needsWarning, problem, go, cancel } = useOAuthSignUp({
    homeserver,
    metadata: method.metadata,
    trust,
    isConfirmed,
    fetch,
    clock,
    redirectUri: app.returnUrl ?? thisPage(),
    deviceId: deviceIdOf(app.device),
    username: wishedUsername(app),
    languages: [translator.tag],
    ...oauth,
  });
  useEffect(() => {
    // The button that was pressed is gone. The other one stands in its place.
    if (isConfirmed) focusWithin(element, [submit]);
  }, [isConfirmed, element]);
  const hasFailed = problem !== null;
  useEffect(() => {
    if (hasFailed) reportFailure("oauth");
  }, [hasFailed, reportFailure]);
  // `checkServer` offers no such account pages.
  if (host === null) return null;
  const staysSignedIn =
    app.inhibitLogin === true && method.metadata.revocationEndpoint === undefined;
  const isGoing = status === "preparing" || status === "leaving";
  return (
    <div ref={elementRef} data-part="oauth-sign-up" {...rest}>
      <HeadingElement level={headingLevel}>
        <Text parts={translator.text("account.heading", { serverName })} />
      </HeadingElement>
      <Paragraph data-part="hint">
        <Text
          parts={translator.text(textKey(method, asksToCreate), { serverName, host })}
          names={[host]}
        />
        {staysSignedIn && (
          <Text parts={` ${translator.text("oauth.staysSignedIn", { host })}`} names={[host]} />
        )}
      </Paragraph>
      <CarriedAlong />
      {problem !== null && (
        <div data-part="problem" data-code={problem.code}>
          <ProblemText role="alert">
            {translator.text(`returned.${problem.code}`)}
            {otherMethods.length > 0 && ` ${translator.text("oauth.otherWay")}`}
          </ProblemText>
          <ServerMessage text={problem.detail?.text} />
        </div>
      )}
      {needsWarning ? (
        <Warning onConfirm={() => setIsConfirmed(true)} />
      ) : (
        <RetryButton
          data-part="submit"
          retryAt={problem?.retryAt}
          isIdle={status === "preparing" || !isLive}
          aria-busy={isGoing ? true : undefined}
          onRetry={go}
        >
          <Text parts={translator.text("oauth.continue", { host })} names={[host]} />
        </RetryButton>
      )}
      <Leaving to={isGoing ? host : null} focusGoesTo={submit} onCancel={cancel} />
    </div>
  );
}

const submit = '[data-part="oauth-sign-up"] [data-part="submit"]';

/** The message that tells which site makes the account, and which one gets access to it. */
function textKey({ isOnOtherSite }: OAuthMethod, asksToCreate: boolean) {
  if (isOnOtherSite) return "oauth.textOnOtherSite";
  return asksToCreate ? "oauth.text" : "oauth.textSignIn";
}

/** The app's device ID, where it is long enough for account pages. */
function deviceIdOf(device: RegistrationSettings["device"]): string | undefined {
  return device?.id !== undefined && isOAuthDeviceId(device.id) ? device.id : undefined;
}
