import { describe, expect, it } from "vitest";
import { allAccepted, chooseFlow, nextStage } from "../../../src/uia/machine/flows.js";
import { accountFields, policiesOf } from "../../../src/uia/machine/form/fields.js";
import { initialState } from "../../../src/uia/machine/initialState.js";
import type { Challenge, Settings, SubmittedAccount } from "../../../src/uia/machine/state.js";
import type { Flow } from "../../../src/uia/machine/types.js";
import { dummy, email, msisdn, terms, termsParams, token } from "../scriptedHomeserver.js";

const settings: Settings = {
  homeserver: { baseUrl: "https://hs.test" },
  kind: "user",
  lockedUsername: undefined,
  supportedStages: new Set([dummy, terms, token, email, msisdn]),
  fallback: false,
  trust: "any",
  formStages: new Set(),
  chooseFlow: undefined,
};
const account: SubmittedAccount = {
  username: "alice",
  email: undefined,
  phone: undefined,
  hasRegistrationToken: false,
  acceptedPolicies: [],
  answeredStages: [],
  guest: false,
};
const offer = (...flows: Flow[]): Challenge => ({ flows, params: termsParams });

describe("the chosen flow", () => {
  it.each<[string, Flow[], Partial<SubmittedAccount>, Flow | null]>([
    ["none on offer", [], {}, null],
    ["one that cannot be done", [["m.login.recaptcha", dummy]], {}, null],
    ["the one that can be done", [["m.login.recaptcha"], [terms, dummy]], {}, [terms, dummy]],
    ["fewest screens", [[email], [dummy]], {}, [dummy]],
    ["uses the address given", [[dummy], [email]], { email: "a@b" }, [email]],
    [
      "uses both answers given",
      [[dummy], [email], [msisdn], [msisdn, email]],
      { email: "a@b", phone: { country: "GB", number: "1" } },
      [msisdn, email],
    ],
    ["uses the token given", [[dummy], [token]], { hasRegistrationToken: true }, [token]],
    ["a token not given is a screen", [[token], [terms, token]], {}, [token]],
    ["the shorter of equals", [[dummy, terms], [terms]], {}, [terms]],
    ["an empty flow", [[]], {}, []],
  ])("%s", (_, flows, given, expected) => {
    expect(chooseFlow(offer(...flows), { ...account, ...given }, settings)).toEqual(expected);
  });

  it("is the app's choice, if that flow can be done", () => {
    const pick = (flow: Flow): Settings => ({ ...settings, chooseFlow: () => flow });
    const flows = offer([dummy], [email]);
    expect(chooseFlow(flows, account, pick([email]))).toEqual([email]);
    expect(chooseFlow(flows, account, pick(["m.login.recaptcha"]))).toEqual([dummy]);
  });
});

describe("with the homeserver's own page", () => {
  const anywhere: Settings = { ...settings, fallback: true };

  it("every flow can be done, those without that page first", () => {
    const quiz = ["org.example.quiz"];
    expect(chooseFlow(offer(quiz), account, anywhere)).toEqual(quiz);
    expect(chooseFlow(offer(quiz, [terms, token, email]), account, anywhere)).toEqual([
      terms,
      token,
      email,
    ]);
  });
});

it("the next stage is the first of the flow that is not completed", () => {
  expect(nextStage([token, terms, dummy], [])).toBe(token);
  expect(nextStage([token, terms, dummy], [dummy, token])).toBe(terms);
  expect(nextStage([token], [token])).toBeUndefined();
});

describe("the account form's questions", () => {
  it.each<[Flow[], string, string]>([
    [[[dummy]], "absent", "absent"],
    [[[email]], "required", "absent"],
    [[[dummy], [email]], "optional", "absent"],
    [[[token, dummy]], "absent", "required"],
    [
      [
        [token, email],
        [token, dummy],
      ],
      "optional",
      "required",
    ],
    [[[dummy], ["m.login.recaptcha", email]], "absent", "absent"],
  ])("%j: email %s, token %s", (flows, wantedEmail, wantedToken) => {
    const fields = accountFields(initialState(settings, offer(...flows)));
    expect(fields).toMatchObject({ email: wantedEmail, registrationToken: wantedToken });
  });

  it("names the policies only where a flow has the terms", () => {
    expect(accountFields(initialState(settings, offer([terms, dummy]))).policies).toHaveLength(1);
    expect(accountFields(initialState(settings, offer([dummy]))).policies).toEqual([]);
  });
});

describe("accepted policies", () => {
  const policies = accountFields(initialState(settings, offer([terms]))).policies;
  const shown = { id: "privacy", version: "1", language: "en", url: "https://hs.test/privacy" };

  it("count when they are the homeserver's", () => {
    expect(allAccepted(policies, [shown])).toBe(true);
  });

  it.each([
    [],
    [{ ...shown, id: "other" }],
    [{ ...shown, version: "2" }],
    [{ ...shown, url: "https://hs.test/elsewhere" }],
    [{ ...shown, language: "toString" }],
  ])("%j do not", (...accepted) => {
    expect(allAccepted(policies, accepted)).toBe(false);
  });
});

it("policies are decoded once for a challenge, and anew for another trust", () => {
  const asked = offer([terms]);
  const first = policiesOf(asked, settings);
  expect(first).toHaveLength(1);
  expect(policiesOf(asked, settings)).toBe(first);
  expect(policiesOf(asked, { ...settings, trust: "own" })).not.toBe(first);
});
