import { describe, expect, test } from "vitest";
import {
  accountFields,
  hasFieldAnyway,
  isDoneHere,
  missingStages,
} from "../../../../src/uia/machine/form/fields.js";
import { endsAtOnce, initialState } from "../../../../src/uia/machine/initialState.js";
import type { Challenge, Settings, State } from "../../../../src/uia/machine/state.js";
import { states } from "../../machineTable.js";
import {
  dummy,
  email,
  msisdn,
  recaptcha,
  terms,
  termsParams,
  token,
} from "../../scriptedHomeserver.js";

const { settings } = states["fresh account form"];
const quiz = "org.example.quiz";
const unstableToken = "org.matrix.msc3231.login.registration_token";
const asks = (
  flows: readonly (readonly string[])[],
  params: Challenge["params"] = {},
): Challenge => ({
  flows,
  params,
});
const at = (challenge: Challenge | null, change: Partial<Settings> = {}): State =>
  initialState({ ...settings, ...change }, challenge);

describe("a stage is done here", () => {
  const key = { [recaptcha]: { public_key: "key" } };
  test.each<[string, string, Partial<Settings>, Challenge["params"], boolean]>([
    ["if the app can", terms, {}, {}, true],
    ["unless the app cannot", "org.example.dance", {}, {}, false],
    ["as a captcha with its key", recaptcha, { trust: "own" }, key, true],
    ["as a captcha of a listed homeserver", recaptcha, { trust: "listed" }, key, true],
    ["but no captcha of a homeserver that was typed", recaptcha, { trust: "any" }, key, false],
    [
      "as that captcha, where there is no own page",
      recaptcha,
      { trust: "any", fallback: false },
      key,
      true,
    ],
    ["but no captcha without its key", recaptcha, { trust: "own" }, {}, false],
    [
      "but no captcha whose key is no text",
      recaptcha,
      { trust: "own" },
      { [recaptcha]: { public_key: 1 } },
      false,
    ],
    ["as another stage of a homeserver that was typed", terms, { trust: "any" }, {}, true],
  ])("%s", (_, type, change, params, isHere) => {
    const challenge = asks([[type]], params);
    expect(isDoneHere(type, { settings: { ...settings, ...change }, challenge })).toBe(isHere);
  });

  test("but no captcha before a challenge", () => {
    expect(isDoneHere(recaptcha, { settings, challenge: null })).toBe(false);
  });
});

test("the stages that are missing are named once", () => {
  expect(
    missingStages(
      [
        [terms, "a"],
        ["b", "a", dummy],
      ],
      settings,
    ),
  ).toEqual(["a", "b"]);
});

test.each([
  [dummy, true],
  [terms, true],
  [token, true],
  [unstableToken, true],
  [email, true],
  [msisdn, true],
  [recaptcha, false],
  [quiz, false],
])("%s has a field of its own, or needs none: %s", (type, has) => {
  expect(hasFieldAnyway(type)).toBe(has);
});

describe("the fields of the form", () => {
  test("without a challenge are those that each homeserver has", () => {
    expect(accountFields(at(null))).toEqual({
      ...{ username: "optional", password: "required", email: "absent", phone: "absent" },
      ...{ registrationToken: "absent", policies: [], stages: [] },
    });
  });

  test("of a username", () => {
    expect(accountFields(at(null, { lockedUsername: "1" })).username).toBe("locked");
    expect(accountFields({ ...at(null), needsUsername: true }).username).toBe("required");
  });

  test.each([
    [[[msisdn], [dummy]], "absent", "optional"],
    [[[msisdn], [msisdn, email]], "optional", "required"],
  ])("of %j: email %s, phone %s", (flows, wantedEmail, wantedPhone) => {
    expect(accountFields(at(asks(flows)))).toMatchObject({
      email: wantedEmail,
      phone: wantedPhone,
    });
  });

  test("are those of the flow that the user chose", () => {
    const state = at(asks([[email], [msisdn]]));
    const chosen: State = { ...state, flow: [email], flowChosenByUser: true };
    expect(accountFields(chosen)).toMatchObject({ email: "required", phone: "absent" });
    const byKit: State = { ...chosen, flowChosenByUser: false };
    expect(accountFields(byKit)).toMatchObject({ email: "optional", phone: "optional" });
    const unknown: State = { ...chosen, flow: null };
    expect(accountFields(unknown)).toMatchObject({ email: "optional", phone: "optional" });
  });

  test("have the policies where any flow has the terms", () => {
    expect(accountFields(at(asks([[terms], [dummy]], termsParams))).policies).toHaveLength(1);
    expect(accountFields(at(asks([[dummy]], termsParams))).policies).toEqual([]);
    expect(accountFields(at(asks([[terms], [dummy]]))).policies).toEqual([]);
  });

  test("have the stages that the app has fields for", () => {
    const params = { [quiz]: { questions: 1 } };
    expect(accountFields(at(asks([[quiz]], params))).stages).toEqual([
      { type: quiz, need: "required", params: { questions: 1 } },
    ]);
    expect(accountFields(at(asks([[quiz], [dummy]]))).stages).toEqual([
      { type: quiz, need: "optional", params: {} },
    ]);
    expect(accountFields(at(asks([[dummy]]))).stages).toEqual([]);
    const elsewhere = new Set([dummy]);
    expect(accountFields(at(asks([[quiz]]), { supportedStages: elsewhere })).stages).toEqual([]);
  });
});

describe("before anything was typed", () => {
  const unreadable = { [terms]: { policies: { p: 1 } } };
  test.each<[string, Challenge | null, Partial<Settings>, object]>([
    ["nothing is known", null, {}, { status: "account", problems: [] }],
    ["all is well", asks([[dummy]]), {}, { status: "account", problems: [] }],
    ["all is closed", asks([]), {}, { status: "failed", problem: { code: "closed" } }],
    [
      "all is closed, but not to guests",
      asks([]),
      { kind: "guest" },
      { status: "account", problems: [] },
    ],
    [
      "no flow can be done",
      asks([["a"], [dummy, "b"]]),
      { fallback: false },
      { status: "failed", problem: { code: "noSupportedFlow", stages: ["a", "b"] } },
    ],
    [
      "the terms cannot be read",
      asks([[terms], [dummy, terms]], unreadable),
      {},
      { status: "failed", problem: { code: "policiesMalformed" } },
    ],
    [
      "the terms cannot be read, and may be left out",
      asks([[terms], [dummy]], unreadable),
      {},
      { status: "account", problems: [] },
    ],
    ["the terms are still to come", asks([[terms]]), {}, { status: "account", problems: [] }],
    [
      "the terms can be read",
      asks([[terms]], termsParams),
      {},
      { status: "account", problems: [] },
    ],
    [
      "unreadable terms are asked for by none",
      asks([[dummy]], unreadable),
      {},
      { status: "account", problems: [] },
    ],
  ])("%s", (_, challenge, change, view) => {
    const state = at(challenge, change);
    expect(state.view).toEqual(view);
    const isOver = "status" in view && view.status === "failed";
    if (change.kind !== "guest") expect(endsAtOnce(state)).toBe(isOver);
  });

  test("nothing has happened", () => {
    const { settings: _settings, challenge: _challenge, ...rest } = at(asks([[dummy]]));
    expect(rest).toEqual({
      ...{ now: 0, view: { status: "account", problems: [] }, task: { type: "idle" } },
      ...{ account: null, session: null, flow: null, flowChosenByUser: false, flowChanges: 0 },
      ...{ validations: { email: null, phone: null }, polls: [], notBefore: 0, automaticLeft: 12 },
      ...{ restarted: false, possiblyCreated: null, tokenTaken: false, needsUsername: false },
      ...{ checkedName: null, limitsInARow: 0, cancelling: false, finishedElsewhere: false },
    });
  });
});

describe("growth", () => {
  const languages = Array.from({ length: 100 }, (_, at): [string, object] => [
    `x-${at}`,
    { name: `Policy ${at}`, url: `https://one.test/${at}` },
  ]);
  const policy = { version: "1", ...Object.fromEntries(languages) };
  const policies = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`p${at}`, policy]));
  const flows = Array.from({ length: 64 }, (_, at) => [terms, `org.example.stage${at}`]);

  test("64 flows and 20 policies of 100 languages are decoded once for a challenge", () => {
    let reads = 0;
    const params = {
      [terms]: {
        get policies() {
          reads += 1;
          return policies;
        },
      },
    };
    const state = at(asks(flows, params));
    const first = accountFields(state);
    for (const now of [1, 2, 3]) {
      expect(accountFields({ ...state, now }).policies).toBe(first.policies);
    }

    expect(first.policies).toHaveLength(20);
    expect(reads).toBe(1);
  });
});
