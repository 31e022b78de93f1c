"use client";
import { type ReactElement, useCallback, useState } from "react";
import type { SsoMethod } from "../../discovery/methods.js";
import type { IdentityProvider } from "../../protocol/endpoints/loginFlows.js";
import { mediaUrl } from "../../protocol/guards/mediaUrl.js";
import { parseServerUrl } from "../../protocol/guards/safeUrl.js";
import { useReturnDetection } from "../../react/useReturnDetection.js";
import { RedirectError, type SsoErrorCode } from "../../redirect/error.js";
import { keepOrigin, thisPage } from "../../redirect/origin.js";
import { beginSso } from "../../redirect/sso/beginSso.js";
import type { ButtonKind } from "../context/appTypes.js";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { wishedUsername } from "../context/formHandle.js";
import { Button } from "../ui/Elements.js";
import { ProblemText } from "../ui/problem/ProblemText.js";
import { Text } from "../ui/Text.js";
import { Leaving } from "./Leaving.js";

/**
 * A button for each provider, or one where the homeserver names none. A press leaves the page; until
 * then it can be cancelled.
 */
export function SsoProviders({
  method,
  kind = "secondary",
  isConfirmed = false,
}: {
  readonly method: SsoMethod;
  readonly kind?: ButtonKind;
  /** Whether the user has confirmed the warning. Required under trust `any`. */
  readonly isConfirmed?: boolean;
}): ReactElement | null {
  const app = useApp("Register.SsoSignUp");
  const { translator, trust, clock, device, refreshToken } = app;
  const { found } = useHomeserverContext("Register.SsoSignUp");
  const { navigate = (target: string) => location.assign(target) } = app.sso ?? {};
  const [problem, setProblem] = useState<SsoErrorCode | "misconfigured" | null>(null);
  const [leavingBy, setLeavingBy] = useState<string | null>(null);
  const stay = useCallback(() => setLeavingBy(null), []);
  // The button can be pressed again, should the browser stay.
  useReturnDetection(leavingBy !== null, clock, stay);
  if (found === null) return null;

  const leave = (providerId: string | undefined) => {
    try {
      const { url } = beginSso({
        homeserver: found,
        redirectUrl: app.returnUrl ?? thisPage(),
        providerId,
        device,
        refreshToken,
        trust,
        isConfirmed,
      });
      keepOrigin({ homeserver: found, username: wishedUsername(app) });
      setProblem(null);
      setLeavingBy(providerId ?? "");
      navigate(url);
    } catch (error) {
      setLeavingBy(null);
      if (error instanceof RedirectError) {
        setProblem((error as RedirectError<SsoErrorCode>).code);
        return;
      }
      // A mistake of the app's.
      reportError(error);
      setProblem("misconfigured");
    }
  };
  const cancel = () => {
    if (app.sso?.navigate === undefined) stop();
    stay();
  };
  return (
    <>
      {problem !== null && (
        <div data-part="problem" data-code={problem}>
          <ProblemText role="alert">{translator.text(`returned.${problem}`)}</ProblemText>
        </div>
      )}
      {method.providers.length === 0 ? (
        <Button
          data-part="sso-provider"
          kind={kind}
          aria-busy={leavingBy !== null}
          onClick={() => leave(undefined)}
        >
          {translator.text(method.isOAuthAware ? "action.continue" : "methods.sso")}
        </Button>
      ) : (
        <ul data-part="sso-providers">
          {method.providers.map((provider) => (
            <li key={provider.id}>
              <Button
                data-part="sso-provider"
                kind={kind}
                data-brand={brandOf(provider)}
                aria-busy={leavingBy === provider.id}
                onClick={() => leave(provider.id)}
              >
                <ProviderIcon provider={provider} />
                <span>
                  <Text
                    parts={translator.parts("sso.provider", { name: labelOf(provider) })}
                    // The homeserver gives the name, in a language that it does not tell.
                    tags={{
                      provider: (children) => (
                        <bdi lang="" translate="no">
                          {children}
                        </bdi>
                      ),
                    }}
                  />
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Leaving
        to={leavingBy === null ? null : new URL(found.baseUrl).host}
        focusGoesTo='[data-part="sso-provider"][aria-busy="true"]'
        onCancel={cancel}
      />
    </>
  );
}

/** Names of the brands in the registry. https://github.com/matrix-org/matrix-spec/blob/main/informal/idp-brands.md */
const brandNames = {
  apple: "Apple",
  facebook: "Facebook",
  github: "GitHub",
  gitlab: "GitLab",
  google: "Google",
  twitter: "Twitter",
} as const;

function brandOf({ brand }: IdentityProvider): keyof typeof brandNames | undefined {
  return brand !== undefined && Object.hasOwn(brandNames, brand)
    ? (brand as keyof typeof brandNames)
    : undefined;
}

function labelOf(provider: IdentityProvider): string {
  const brand = brandOf(provider);
  return brand === undefined ? provider.name : brandNames[brand];
}

/** The provider's picture, from a homeserver that is trusted. A brand needs none. */
function ProviderIcon({ provider }: { provider: IdentityProvider }): ReactElement | null {
  const { trust, providerIcons } = useApp("Register.SsoSignUp");
  const { found } = useHomeserverContext("Register.SsoSignUp");
  const [isBroken, setIsBroken] = useState(false);
  const { icon } = provider;
  const isShown = providerIcons && trust !== "any" && brandOf(provider) === undefined && !isBroken;
  if (!isShown || icon === undefined || found === null) return null;
  const url = parseServerUrl(mediaUrl(found.baseUrl, icon, 48), trust);
  if (url === undefined) return null;
  return (
    <img
      data-part="sso-icon"
      src={url}
      alt=""
      width={24}
      height={24}
      referrerPolicy="no-referrer"
      onError={() => setIsBroken(true)}
    />
  );
}
