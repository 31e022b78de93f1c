"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactElement,
  useCallback,
  useState,
} from "react";
import type { IdentityProvider } from "../../protocol/endpoints/loginFlows.js";
import { mediaUrl } from "../../protocol/guards/mediaUrl.js";
import { parseServerUrl } from "../../protocol/guards/safeUrl.js";
import { useReturnDetection } from "../../react/useReturnDetection.js";
import { RedirectError, type SsoErrorCode } from "../../redirect/error.js";
import { keepOrigin, thisPage } from "../../redirect/origin.js";
import { beginSso } from "../../redirect/sso/beginSso.js";
import { useRoot } from "../context/RootContext.js";
import { useMethod } from "../context/useMethod.js";
import { usernameIn } from "../context/usernameSoFar.js";
import { Button } from "../ui/Elements.js";
import { ProblemText } from "../ui/ProblemText.js";
import { Text } from "../ui/Text.js";
import { Leaving } from "./Leaving.js";

export type SsoSignUpProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/**
 * Where a homeserver lets people sign on with an account they have elsewhere: a button for each of
 * them. A press leaves the page; who comes back is signed in by the root's `callback`.
 */
export const SsoSignUp = forwardRef<HTMLDivElement, SsoSignUpProps>(function SsoSignUp(props, ref) {
  const method = useMethod("sso", "Register.SsoSignUp");
  const root = useRoot("Register.SsoSignUp");
  const { translator, serverName, headingLevel, found, runOptions, trust, clock } = root;
  const { navigate = (target: string) => location.assign(target) } = root.sso ?? {};
  const [problem, setProblem] = useState<SsoErrorCode | "misconfigured" | null>(null);
  const [leavingBy, setLeavingBy] = useState<string | null>(null);
  const stay = useCallback(() => setLeavingBy(null), []);
  // It can be pressed again meanwhile, should the browser stay.
  useReturnDetection(leavingBy !== null, clock, stay);
  if (method === null || found === null) return null;

  const leave = (providerId: string | undefined) => {
    try {
      const { url } = beginSso({
        homeserver: found,
        redirectUrl: root.returnUrl ?? thisPage(),
        providerId,
        device: runOptions.device,
        refreshToken: runOptions.refreshToken,
        trust,
      });
      keepOrigin({ homeserver: found, username: usernameIn(root) });
      setProblem(null);
      setLeavingBy(providerId ?? "");
      navigate(url);
    } catch (error) {
      setLeavingBy(null);
      if (error instanceof RedirectError) {
        setProblem((error as RedirectError<SsoErrorCode>).code);
        return;
      }
      // A mistake of the host's.
      reportError(error);
      setProblem("misconfigured");
    }
  };
  const cancel = () => {
    if (root.sso?.navigate === undefined) stop();
    stay();
  };
  const Heading = `h${headingLevel}` as const;
  return (
    <div ref={ref} data-part="sso-sign-up" {...props}>
      <Heading data-part="heading">{translator.text("account.heading", { serverName })}</Heading>
      <p data-part="hint">
        {translator.text(method.isOAuthAware ? "sso.textOAuthAware" : "sso.text", { serverName })}
      </p>
      {problem !== null && (
        <div data-part="problem" data-code={problem}>
          <ProblemText role="alert">{translator.text(`returned.${problem}`)}</ProblemText>
        </div>
      )}
      {method.providers.length === 0 ? (
        <Button
          data-part="sso-provider"
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
                data-brand={brandOf(provider)}
                aria-busy={leavingBy === provider.id}
                onClick={() => leave(provider.id)}
              >
                <ProviderIcon provider={provider} />
                <span>
                  <Text
                    parts={translator.parts("sso.provider", { name: labelOf(provider) })}
                    // Named by the homeserver, nobody said in which language.
                    tags={{ provider: (children) => <bdi lang="">{children}</bdi> }}
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
    </div>
  );
});

/** What brands of the registry are called. https://github.com/matrix-org/matrix-spec/blob/main/informal/idp-brands.md */
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

/** Its picture, from the homeserver, where that is trusted and has one; a brand needs none. */
function ProviderIcon({ provider }: { provider: IdentityProvider }): ReactElement | null {
  const { found, trust, providerIcons } = useRoot("Register.SsoSignUp");
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
