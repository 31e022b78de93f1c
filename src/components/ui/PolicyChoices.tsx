"use client";
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useEffect, useId } from "react";
import { type Policy, policyAddress, policyIn } from "../../protocol/endpoints/policies.js";
import type { Problem } from "../../uia/machine/problems/problem.js";
import type { AcceptedPolicy } from "../../uia/machine/types.js";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { Checkbox, Label, Legend, Link, Paragraph } from "./Elements.js";
import { FieldProblem } from "./problem/FieldProblem.js";
import { Text } from "./Text.js";

export interface PolicyChoicesProps
  extends Omit<ComponentPropsWithoutRef<"fieldset">, "children" | "onChange"> {
  readonly policies: readonly Policy[];
  /** The policies that the user ticked. */
  readonly accepted: readonly AcceptedPolicy[];
  readonly onChange: (accepted: readonly AcceptedPolicy[]) => void;
  readonly problem: Problem | null;
}

/**
 * A checkbox and a link for each policy, and the problem with them. None is ticked at first. A tick
 * accepts the text that was shown: its version, language and address.
 */
export const PolicyChoices = forwardRef<HTMLFieldSetElement, PolicyChoicesProps>(
  function PolicyChoices({ policies, accepted, onChange, problem, ...rest }, ref) {
    const { translator } = useApp("Register.PoliciesField");
    const { serverName } = useHomeserverContext("Register.PoliciesField");
    const problemId = useId();
    const unlinked = policies
      .map((policy) => shownAs(policy, translator.tag))
      .filter(({ isLink }) => !isLink)
      .map(({ accepted: { id, url } }) => `“${id}” (${url})`)
      .join(", ");
    useEffect(() => {
      if (unlinked === "") return;
      // oxlint-disable-next-line no-console -- Only the homeserver's owner can mend it.
      console.warn(
        `Policies with an http: address have no link: ${unlinked}. Give the homeserver addresses that begin with https://.`,
      );
    }, [unlinked]);
    return (
      <fieldset
        ref={ref}
        data-part="policies-field"
        data-invalid={problem === null ? undefined : ""}
        {...rest}
      >
        <Legend>
          <Text parts={translator.text("policies.legend", { serverName })} />
        </Legend>
        {problem !== null && <FieldProblem problem={problem} id={problemId} />}
        <ul data-part="policies">
          {policies.map((policy) => {
            const { name, isLink, accepted: shown } = shownAs(policy, translator.tag);
            const isAccepted = accepted.some((each) => isSamePolicy(each, shown));
            const others = accepted.filter(({ id }) => id !== policy.id);
            const lang = langOf(shown.language);
            const tags = { policy: (children: ReactNode) => <bdi lang={lang}>{children}</bdi> };
            const { host } = new URL(shown.url);
            const textOf = (key: "policies.read" | "policies.unlinked") => (
              <Text parts={translator.parts(key, { name, host })} tags={tags} names={[host]} />
            );
            return (
              <li key={policy.id} data-part="policy">
                <Label>
                  <Checkbox
                    name="policies"
                    required
                    checked={isAccepted}
                    aria-invalid={problem !== null && !isAccepted ? true : undefined}
                    aria-describedby={problem === null ? undefined : problemId}
                    onChange={(event) => {
                      onChange(event.target.checked ? [...others, shown] : others);
                    }}
                  />
                  <span>
                    <Text parts={translator.parts("policies.accept", { name })} tags={tags} />
                  </span>
                </Label>
                {isLink ? (
                  <Link
                    data-part="policy-link"
                    href={shown.url}
                    target="_blank"
                    rel="noopener noreferrer"
                    hrefLang={lang}
                  >
                    {textOf("policies.read")}
                  </Link>
                ) : (
                  <Paragraph data-part="policy-address">{textOf("policies.unlinked")}</Paragraph>
                )}
              </li>
            );
          })}
        </ul>
      </fieldset>
    );
  },
);

/** The accepted policies that are shown now: same version, language and address. */
export function stillShown(
  accepted: readonly AcceptedPolicy[],
  policies: readonly Policy[],
  languageTag: string,
): readonly AcceptedPolicy[] {
  const shown = policies.map((policy) => shownAs(policy, languageTag).accepted);
  return accepted.filter((each) => shown.some((now) => isSamePolicy(each, now)));
}

/** A policy in the user's language, and the acceptance of it. */
function shownAs(
  policy: Policy,
  languageTag: string,
): { readonly name: string; readonly isLink: boolean; readonly accepted: AcceptedPolicy } {
  const translation = policyIn(policy, [languageTag]);
  const { name, language, url } = translation;
  const { id, version } = policy;
  return {
    name,
    isLink: url !== null,
    accepted: { id, version, language, url: policyAddress(translation) },
  };
}

function isSamePolicy(a: AcceptedPolicy, b: AcceptedPolicy): boolean {
  return a.id === b.id && a.version === b.version && a.language === b.language && a.url === b.url;
}

/** A homeserver's spelling of a language as `lang` takes it ("en_GB" is "en-GB"), if it is a language. */
function langOf(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}
