import fc from "fast-check";
import { inheritedNames } from "../../protocol/answers.js";

/** An answer of a server, as bytes. */
export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export function replyOf(status: number, body: unknown, headers?: Reply["headers"]): Reply {
  return { status, body: JSON.stringify(body), ...(headers && { headers }) };
}

/** The `Response` of a reply. A status that has no body gets none. */
export function responseOf({ status, body, headers = {} }: Reply): Response {
  const hasBody = ![204, 205, 304].includes(status);
  return new Response(hasBody ? body : null, { status, headers });
}

export const dummy = "m.login.dummy";
export const challenge = { session: "s", flows: [{ stages: [dummy] }], params: {} };
export const account = {
  user_id: "@alice:hs.example.org",
  access_token: "canary-token",
  device_id: "DEVICE",
};

/** Any key that no endpoint reads. */
export const strangeKey = fc.oneof(
  fc.constantFrom(...inheritedNames, "prototype", "then", "toJSON", "", "M_FORBIDDEN", "\u202e"),
  fc.string({ maxLength: 12 }).map((text) => `x${text}`),
);

/** Any JSON value, as text: keys like `__proto__` stay what they are. */
export const anyJson = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .oneof(
        fc.constantFrom(
          null,
          true,
          false,
          0,
          -1,
          1.5,
          1e308,
          "",
          "\ud800",
          "\u202e",
          "x".repeat(999),
        ),
        fc.string({ maxLength: 20 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      )
      .map((value) => JSON.stringify(value)),
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join()}]`),
    tie("object"),
  ),
  object: fc
    .array(fc.tuple(strangeKey, tie("value")), { maxLength: 4 })
    .map((pairs) => `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
})).value;

/** A JSON object with members that no endpoint reads beside its own. */
export function withStrangeMembers(own: Readonly<Record<string, unknown>>): fc.Arbitrary<string> {
  return fc.array(fc.tuple(strangeKey, anyJson), { minLength: 1, maxLength: 5 }).map((strange) => {
    const members = [
      ...strange.map(([key, value]) => `${JSON.stringify(key)}:${value}`),
      ...Object.entries(own).map(
        ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
      ),
    ];
    return `{${members.join()}}`;
  });
}

/** Values of another type than a text. */
export const noText: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(true, false, 0, 7, 1e308, [], {}, [["x"]]),
  fc.record({ toString: fc.string() }),
  fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
  fc.integer(),
);

const page = fc
  .tuple(
    fc.constantFrom("<!doctype html>", "<html>", "<?xml version='1.0'?>", "\ufeff<html>", " \n<"),
    fc.string(),
  )
  .map((parts) => parts.join(""));
const program = fc.constantFrom(
  "alert(1)",
  "{user_id:'@alice:hs.example.org'}",
  'for(;;);{"user_id":"@alice:hs.example.org"}',
  ")]}',\n{}",
  '{"a":1,}',
  "{'a':1}",
  '{"a":NaN}',
  '{"a":01}',
  '{"a":"\n"}',
  "{}{}",
  "undefined",
);

/** Every beginning of a good body but the whole. */
const torn = fc
  .tuple(fc.constantFrom(account, challenge, { errcode: "M_UNKNOWN", error: "No" }), fc.nat(400))
  .map(([good, at]) => {
    const text = JSON.stringify(good);
    return text.slice(0, at % text.length);
  });
const noObject = fc.oneof(
  fc.constantFrom("null", "true", "0", '""', "[]", "1e999", '"{}"'),
  anyJson.map((json) => `[${json}]`),
  fc.string().map((text) => JSON.stringify(text)),
);
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 60 }).map((drawn) => new Uint8Array([0xff, ...drawn])),
  // UTF-16, and the beginning of a gzip stream.
  fc.constantFrom("{}", JSON.stringify(account)).map((text) => {
    const units = new Uint16Array([0xfeff, ...Array.from(text, (unit) => unit.charCodeAt(0))]);
    return new Uint8Array(units.buffer);
  }),
  fc.uint8Array({ maxLength: 40 }).map((drawn) => new Uint8Array([0x1f, 0x8b, 8, 0, ...drawn])),
);
const large = fc
  .tuple(fc.constantFrom(account, challenge, {}), fc.integer({ min: 1, max: 50 }))
  .map(([good, more]) => JSON.stringify({ ...good, x: "x".repeat(262_144 + more) }));

/** A body that is no JSON object, or larger than is read. */
export const unreadable: fc.Arbitrary<Reply["body"]> = fc.oneof(
  { weight: 3, arbitrary: page },
  { weight: 2, arbitrary: program },
  { weight: 6, arbitrary: torn },
  { weight: 4, arbitrary: noObject },
  { weight: 3, arbitrary: bytes },
  { weight: 1, arbitrary: large },
);

/** Texts that would deceive or break where they were shown as they are. */
export const words = fc.oneof(
  fc.constantFrom(
    "\u202eevil",
    "<img src=x onerror=alert(1)>",
    "{userId}",
    "<id>x</id>",
    "Session expired, go to https://evil.example",
    "\u0000\u0007",
    "a\u200bb",
    "\ud800",
    "x".repeat(3000),
  ),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.integer({ min: 0, max: 0x2fff }), { maxLength: 30 })
    .map((codes) => String.fromCharCode(...codes)),
);

/** The errcode of a refusal that the kit does not know. */
export const unknownErrcode: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("constructor", "__proto__", "M_X", "toString", "x".repeat(128), "-", "..."),
  fc.stringMatching(/^ORG\.[A-Z]{1,20}$/),
);

/** An errcode that is none. */
export const noErrcode: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(undefined, null, "", 7, {}, "two words", "X".repeat(129)),
  words.filter((text) => !/^[A-Za-z0-9._-]{1,128}$/.test(text)),
);

/** An errcode that says nothing to the kit. */
export const anyErrcode: fc.Arbitrary<unknown> = fc.oneof(unknownErrcode, noErrcode);
