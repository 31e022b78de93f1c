"use client";
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
} from "react";
import { listIn } from "../../locales/listIn.js";
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

/** The number of policies from which one checkbox accepts them all. */
const many = 3;

/**
 * A row for each policy: a checkbox, and a sentence with the link to the text. Many of them are folded under one
 * checkbox for all. None is ticked at first. A tick accepts the text that was shown: its version, language
 * and address.
 */
export const PolicyChoices = forwardRef<HTMLFieldSetElement, PolicyChoicesProps>(
  function PolicyChoices({ policies, accepted, onChange, problem, ...rest }, ref) {
    const { translator } = useApp("Register.PoliciesField");
    const { serverName } = useHomeserverContext("Register.PoliciesField");
    const problemId = useId();
    const shown = policies.map((policy) => shownAs(policy, translator.tag));
    const unlinked = shown
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
    const isAccepted = (policy: ShownPolicy) =>
      accepted.some((each) => isSamePolicy(each, policy.accepted));
    const checkbox = (isTicked: boolean) => ({
      name: "policies",
      required: true,
      checked: isTicked,
      "aria-invalid": problem !== null && !isTicked ? true : undefined,
      "aria-describedby": problem === null ? undefined : problemId,
    });
    const rows = (
      <ul data-part="policies">
        {shown.map((policy) => (
          <li key={policy.accepted.id} data-part="policy">
            <Label>
              <Checkbox
                {...checkbox(isAccepted(policy))}
                onChange={(event) => {
                  const others = accepted.filter(({ id }) => id !== policy.accepted.id);
                  onChange(event.target.checked ? [...others, policy.accepted] : others);
                }}
              />
              <span>
                <Text
                  parts={translator.parts("policies.accept", { name: policy.name })}
                  tags={{
                    policy: (children) => <PolicyLink policy={policy}>{children}</PolicyLink>,
                  }}
                />
              </span>
            </Label>
            {!policy.isLink && <Unlinked policy={policy} />}
          </li>
        ))}
      </ul>
    );
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
        {shown.length < many ? (
          rows
        ) : (
          <>
            <AllPolicies
              {...checkbox(shown.every(isAccepted))}
              names={shown.map(({ name }) => name)}
              isMixed={shown.some(isAccepted) && !shown.every(isAccepted)}
              onChange={(event) =>
                onChange(event.target.checked ? shown.map(({ accepted }) => accepted) : [])
              }
            />
            <details data-part="each-policy">
              <summary>{translator.text("policies.oneByOne")}</summary>
              {rows}
            </details>
          </>
        )}
      </fieldset>
    );
  },
);

/** The checkbox that accepts every policy, or takes that back. */
function AllPolicies({
  names,
  isMixed,
  ...rest
}: ComponentPropsWithoutRef<"input"> & {
  readonly names: readonly string[];
  /** Whether some are accepted, and some are not. */
  readonly isMixed: boolean;
}): ReactElement {
  const { translator } = useApp("Register.PoliciesField");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = isMixed;
  });
  const list = listIn(translator.tag, names);
  return (
    <div data-part="all-policies">
      <Label>
        <Checkbox {...rest} ref={input} />
        <span>
          <Text
            parts={translator.parts("policies.acceptAll", { names: list })}
            tags={{ policies: (children) => <bdi>{children}</bdi> }}
          />
        </span>
      </Label>
    </div>
  );
}

/** The name of a policy as a link to its text. It names the host where that is not the homeserver's. */
function PolicyLink({
  policy: { isLink, accepted },
  children,
}: {
  readonly policy: ShownPolicy;
  readonly children: ReactNode;
}): ReactElement {
  const { translator } = useApp("Register.PoliciesField");
  const { found, serverName } = useHomeserverContext("Register.PoliciesField");
  const lang = langOf(accepted.language);
  const name = <bdi lang={lang}>{children}</bdi>;
  if (!isLink) return name;
  const { host } = new URL(accepted.url);
  const isElsewhere =
    host !== serverName && (found === null || host !== new URL(found.baseUrl).host);
  return (
    <Link
      data-part="policy-link"
      href={accepted.url}
      target="_blank"
      rel="noopener noreferrer"
      hrefLang={lang}
    >
      {name}
      {isElsewhere && (
        <>
          {" "}
          <bdi data-part="policy-host" dir="ltr" translate="no">
            {`(${host})`}
          </bdi>
        </>
      )}{" "}
      <span data-part="new-tab">{`(${translator.text("policies.newTab")})`}</span>
    </Link>
  );
}

/** The host of a policy without a link, and why there is none. */
function Unlinked({ policy }: { readonly policy: ShownPolicy }): ReactElement {
  const { translator } = useApp("Register.PoliciesField");
  const { name, accepted } = policy;
  const { host } = new URL(accepted.url);
  return (
    <Paragraph data-part="policy-address">
      <Text
        parts={translator.parts("policies.unlinked", { name, host })}
        tags={{ policy: (children) => <bdi lang={langOf(accepted.language)}>{children}</bdi> }}
        names={[host]}
      />
    </Paragraph>
  );
}

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
interface ShownPolicy {
  readonly name: string;
  readonly isLink: boolean;
  readonly accepted: AcceptedPolicy;
}

function shownAs(policy: Policy, languageTag: string): ShownPolicy {
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
