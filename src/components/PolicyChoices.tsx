"use client";
import type { ReactElement } from "react";
import { type Policy, policyIn } from "../protocol/policies.js";
import type { Problem } from "../uia/problem.js";
import type { AcceptedPolicy } from "../uia/types.js";
import { Link } from "./Elements.js";
import { languageTag } from "./languageTag.js";
import { useRoot } from "./RootContext.js";
import { Text } from "./Text.js";

export interface PolicyChoicesProps {
  readonly policies: readonly Policy[];
  /** What the person ticked. */
  readonly accepted: readonly AcceptedPolicy[];
  readonly onChange: (accepted: readonly AcceptedPolicy[]) => void;
  /** What is wrong, and the ID of the words that say so. */
  readonly problem: Problem | undefined;
  readonly problemId: string;
}

/**
 * A checkbox for each policy with a link to read it beside. Never ticked beforehand, and what is
 * ticked is the very text that was shown: its version, language and address.
 */
export function PolicyChoices({
  policies,
  accepted,
  onChange,
  problem,
  problemId,
}: PolicyChoicesProps): ReactElement {
  const { translator } = useRoot("Register.PoliciesField");
  return (
    <ul data-part="policies">
      {policies.map((policy) => {
        const { name, accepted: shown } = shownAs(policy, translator.tag);
        const isAccepted = accepted.some((each) => isSamePolicy(each, shown));
        const others = accepted.filter(({ id }) => id !== policy.id);
        const lang = languageTag(shown.language);
        const tags = { policy: (children: React.ReactNode) => <bdi lang={lang}>{children}</bdi> };
        return (
          <li key={policy.id} data-part="policy">
            <label data-part="label">
              <input
                data-part="checkbox"
                type="checkbox"
                name="policies"
                required
                checked={isAccepted}
                aria-invalid={problem !== undefined && !isAccepted ? true : undefined}
                aria-describedby={problem === undefined ? undefined : problemId}
                onChange={(event) => {
                  onChange(event.target.checked ? [...others, shown] : others);
                }}
              />
              <span>
                <Text parts={translator.parts("policies.accept", { name })} tags={tags} />
              </span>
            </label>
            <Link
              data-part="policy-link"
              href={shown.url}
              target="_blank"
              rel="noopener noreferrer"
              hrefLang={lang}
            >
              <Text
                parts={translator.parts("policies.read", { name, host: new URL(shown.url).host })}
                tags={tags}
              />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Of what was ticked, that which is asked for and shown now: same version, language and address. */
export function stillShown(
  accepted: readonly AcceptedPolicy[],
  policies: readonly Policy[],
  languageTag: string,
): readonly AcceptedPolicy[] {
  const shown = policies.map((policy) => shownAs(policy, languageTag).accepted);
  return accepted.filter((each) => shown.some((now) => isSamePolicy(each, now)));
}

/** A policy in the person's language, and what accepting that means. */
function shownAs(policy: Policy, languageTag: string): { name: string; accepted: AcceptedPolicy } {
  const { name, language, url } = policyIn(policy, [languageTag]);
  return { name, accepted: { id: policy.id, version: policy.version, language, url } };
}

function isSamePolicy(a: AcceptedPolicy, b: AcceptedPolicy): boolean {
  return a.id === b.id && a.version === b.version && a.language === b.language && a.url === b.url;
}
