import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeUiaResponse } from "../../../src/protocol/wire/uiaResponse.js";
import { inheritedNames } from "../answers.js";

const flow = (...stages: string[]) => ({ stages });
const dummy = flow("m.login.dummy");

describe("the body of a 401", () => {
  it("is taken over", () => {
    const uia = decodeUiaResponse({
      flows: [flow("m.login.terms", "m.login.dummy"), flow("m.login.terms", "org.example.x")],
      session: "xyz",
      completed: ["m.login.terms"],
      params: { "m.login.terms": { policies: {} } },
      errcode: "M_FORBIDDEN",
      "org.example.more": 1,
    });
    expect(uia?.flows).toEqual([
      ["m.login.terms", "m.login.dummy"],
      ["m.login.terms", "org.example.x"],
    ]);
    expect(uia?.session).toBe("xyz");
    expect(uia?.completed).toEqual(["m.login.terms"]);
    expect(uia?.params["m.login.terms"]?.["policies"]).toBeDefined();
    expect(uia?.hasParams).toBe(true);
    expect(Object.keys(uia ?? {}).sort()).toEqual([
      "completed",
      "flows",
      "hasParams",
      "params",
      "session",
    ]);
  });

  it("needs nothing but flows", () => {
    const uia = decodeUiaResponse({ flows: [dummy] });
    expect(uia).toMatchObject({ flows: [["m.login.dummy"]], completed: [], hasParams: false });
    expect(uia?.session).toBeUndefined();
    expect(Object.keys(uia?.params ?? { x: 1 })).toEqual([]);
  });

  it.each([
    ["no flows at all", []],
    ["a flow of no stages", [flow()]],
  ])("may have %s", (_, flows) => {
    expect(decodeUiaResponse({ flows })?.flows).toEqual(flows.map(({ stages }) => stages));
  });

  it.each([
    ["flows", undefined],
    ["flows", null],
    ["flows", "m.login.dummy"],
    ["flows", { 0: dummy, length: 1 }],
    ["flows", ["m.login.dummy"]],
    ["flows", [null]],
    ["flows", [{}]],
    ["flows", [{ stages: "m.login.dummy" }]],
    ["flows", [{ stages: null }]],
    ["flows", [{ stages: { length: 1 } }]],
    ["flows", [{ stages: [1] }]],
    ["flows", [{ stages: [null] }]],
    ["flows", [{ stages: [["m.login.dummy"]] }]],
    ["session", 1],
    ["session", {}],
    ["session", ["xyz"]],
    ["session", "a\nb"],
    ["session", "a\u0000"],
    ["session", "s".repeat(513)],
  ])("is malformed with %s of %j", (key, value) => {
    expect(decodeUiaResponse({ flows: [dummy], session: "xyz", [key]: value })).toBeUndefined();
  });

  it.each([[null], ["m.login.dummy"], [{}], [{ stages: null }], [{ stages: [1] }]])(
    "leaves out a flow that is %j",
    (malformed) => {
      expect(decodeUiaResponse({ flows: [malformed, dummy], session: "xyz" })?.flows).toEqual([
        ["m.login.dummy"],
      ]);
    },
  );

  it("keeps flows apart whose stages read alike", () => {
    const flows = [{ stages: ["m.a", "b.c"] }, { stages: ["m.ab", ".c"] }];
    expect(decodeUiaResponse({ flows, session: "xyz" })?.flows).toHaveLength(2);
  });

  it("has no session if that is empty", () => {
    expect(decodeUiaResponse({ flows: [dummy], session: "" })).toMatchObject({
      session: undefined,
    });
  });

  it.each([[undefined], [null], [1], ["flows"], [true], [[]], [[{ flows: [] }]]])(
    "is not %j",
    (body) => {
      expect(decodeUiaResponse(body)).toBeUndefined();
    },
  );

  it("has a session of up to 512 characters, or none", () => {
    expect(decodeUiaResponse({ flows: [], session: "s".repeat(512) })?.session).toHaveLength(512);
    expect(decodeUiaResponse({ flows: [], session: null })).toMatchObject({ session: undefined });
  });
});

describe("flows", () => {
  it.each(["", "a b", "m.login/../x", "<b>", "ä", "a\n", ".", "..", "x".repeat(129)])(
    "with the type %j are unusable, others beside them are not",
    (type) => {
      const uia = decodeUiaResponse({ flows: [flow("m.login.terms", type), dummy] });
      expect(uia?.flows).toEqual([["m.login.dummy"]]);
    },
  );

  it.each(["x".repeat(128), "...", "-_.", ...inheritedNames])("may have the type %j", (type) => {
    expect(decodeUiaResponse({ flows: [flow(type)] })?.flows).toEqual([[type]]);
  });

  it("are told once, and so are their stages", () => {
    const uia = decodeUiaResponse({
      flows: [dummy, flow("a", "b"), dummy, flow("a", "b"), flow("c", "c")],
    });
    expect(uia?.flows).toEqual([["m.login.dummy"], ["a", "b"], ["c"]]);
  });

  it("are 64 at most, of 16 stages, of 32 types in all", () => {
    const types = (count: number, prefix = "t") =>
      Array.from({ length: count }, (_, i) => `${prefix}${i}`);
    const taken = (flows: unknown) => decodeUiaResponse({ flows }) !== undefined;
    expect(taken(Array(64).fill(dummy))).toBe(true);
    expect(taken(Array(65).fill(dummy))).toBe(false);
    expect(taken(Array(100_000).fill(dummy))).toBe(false);
    expect(taken([flow(...types(16))])).toBe(true);
    expect(taken([flow(...types(17))])).toBe(false);
    expect(taken([flow(...types(16)), flow(...types(16, "u"))])).toBe(true);
    expect(taken([flow(...types(16)), flow(...types(16, "u")), dummy])).toBe(false);
  });
});

describe("completed", () => {
  it.each([
    [undefined, []],
    [null, []],
    ["m.login.dummy", []],
    [{ 0: "m.login.dummy" }, []],
    [
      ["a", "b", "a"],
      ["a", "b"],
    ],
    [[1, null, "a", ["b"], {}, "x y"], ["a"]],
  ])("of %j is read as %j", (completed, read) => {
    expect(decodeUiaResponse({ flows: [], completed })?.completed).toEqual(read);
  });
});

describe("params", () => {
  it.each([[undefined], [null], [1], ["text"], [[{}]]])("of %j are none", (params) => {
    const uia = decodeUiaResponse({ flows: [], params });
    expect(uia?.hasParams).toBe(false);
    expect(Object.keys(uia?.params ?? { x: 1 })).toEqual([]);
  });

  it("keep objects only", () => {
    const params = { a: { b: 1 }, c: null, d: "text", e: [1], f: {} };
    expect(Object.keys(decodeUiaResponse({ flows: [], params })?.params ?? {})).toEqual(["a", "f"]);
  });

  it("answer to no name that was not given, and to each that was", () => {
    const empty = decodeUiaResponse({ flows: [], params: {} })?.params ?? {};
    for (const name of inheritedNames) expect(empty[name]).toBeUndefined();

    const given = `{${inheritedNames.map((name) => `"${name}":{"mine":"${name}"}`).join()}}`;
    const params =
      decodeUiaResponse({ flows: [], params: JSON.parse(given) as unknown })?.params ?? {};
    for (const name of inheritedNames) expect(params[name]?.["mine"]).toBe(name);
    expect(({} as Record<string, unknown>)["mine"]).toBeUndefined();
  });
});

it("never throws, whatever came", () => {
  const key = fc.oneof(
    fc.constantFrom(
      "flows",
      "stages",
      "session",
      "completed",
      "params",
      "__proto__",
      "constructor",
    ),
    fc.string(),
  );
  const anything = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium" },
      fc.constantFrom(null, true, 0, -1, "", "m.login.dummy"),
      fc.string(),
      fc.array(tie("value")),
      fc
        .array(fc.tuple(key, tie("value")))
        .map(
          (pairs) =>
            JSON.parse(
              `{${pairs.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`,
            ) as unknown,
        ),
    ),
  })).value;
  fc.assert(
    fc.property(
      fc.record({ flows: anything, session: anything, completed: anything, params: anything }),
      (body) => {
        const uia = decodeUiaResponse(body);
        if (uia === undefined) return;
        expect(uia.flows.flat().every((type) => typeof type === "string")).toBe(true);
        expect(Object.getPrototypeOf(uia.params)).toBeNull();
      },
    ),
  );
});
