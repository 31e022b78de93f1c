import { type Policy, policyAddress } from "../../protocol/endpoints/policies.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { isDoneHere, isRegistrationToken, policiesOf, supportedFlows } from "./form/fields.js";
import type { Challenge, Settings, SubmittedAccount } from "./state.js";
import type { AcceptedPolicy, Flow } from "./types.js";

export function sameFlow(a: Flow, b: Flow): boolean {
  return a.length === b.length && a.every((stage, index) => stage === b[index]);
}

/**
 * The flow with the fewest screens among those that use every answer given. A stage
 * on the homeserver's own page counts most, then an answer left unused, then a screen, then a stage.
 */
export function chooseFlow(
  challenge: Challenge,
  account: SubmittedAccount | null,
  settings: Settings,
): Flow | null {
  const usable = supportedFlows(challenge.flows, settings);
  const byApp = settings.chooseFlow?.(usable);
  if (byApp !== undefined && usable.some((flow) => sameFlow(flow, byApp))) return byApp;
  const score = (flow: Flow): number => {
    const unused = givenStages(account).filter((given) => !flow.some((stage) => given(stage)));
    const elsewhere = flow.filter((stage) => !isDoneHere(stage, { settings, challenge }));
    const screens = flow.filter((stage) => !isAutomatic(stage, challenge, account, settings));
    return (
      elsewhere.length * 1_000_000 + unused.length * 10_000 + screens.length * 100 + flow.length
    );
  };
  return usable.reduce<Flow | null>(
    (best, flow) => (best === null || score(flow) < score(best) ? flow : best),
    null,
  );
}

/** First stage of the flow that is not completed. The order of a flow is binding. */
export function nextStage(flow: Flow, completed: readonly string[]): string | undefined {
  return flow.find((stage) => !completed.includes(stage));
}

/** Whether a stage needs no screen: it asks for nothing, or for an answer of the account form. */
export function isAutomatic(
  type: string,
  challenge: Challenge,
  account: SubmittedAccount | null,
  settings: Settings,
): boolean {
  if (type === authTypes.dummy) return true;
  if (isRegistrationToken(type)) return account?.hasRegistrationToken === true;
  if (isAnswered(type, challenge, account)) return isDoneHere(type, { settings, challenge });
  if (type !== authTypes.terms) return false;
  const policies = policiesOf(challenge, settings);
  return policies !== undefined && allAccepted(policies, account?.acceptedPolicies ?? []);
}

/** Whether the account form holds an answer to the newest params of a stage. */
export function isAnswered(
  type: string,
  challenge: Challenge,
  account: SubmittedAccount | null,
): boolean {
  const answered = account?.answeredStages.find((each) => each.type === type);
  return answered !== undefined && answered.asked === JSON.stringify(challenge.params[type] ?? {});
}

/** Whether the accepted policies are those the homeserver names now: same version, same address. */
export function allAccepted(
  policies: readonly Policy[],
  accepted: readonly AcceptedPolicy[],
): boolean {
  return policies.every((policy) =>
    accepted.some(({ id, version, language, url }) => {
      const translation = Object.hasOwn(policy.translations, language)
        ? policy.translations[language]
        : undefined;
      return (
        id === policy.id &&
        version === policy.version &&
        translation !== undefined &&
        policyAddress(translation) === url
      );
    }),
  );
}

/** For each answer of the user, a test whether a stage uses it. */
function givenStages(account: SubmittedAccount | null): readonly ((type: string) => boolean)[] {
  if (account === null) return [];
  return [
    ...(account.email === undefined ? [] : [(type: string) => type === authTypes.emailIdentity]),
    ...(account.phone === undefined ? [] : [(type: string) => type === authTypes.msisdn]),
    ...(account.hasRegistrationToken ? [isRegistrationToken] : []),
    ...account.answeredStages.map((answered) => (type: string) => type === answered.type),
  ];
}
