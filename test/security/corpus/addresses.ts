import fc from "fast-check";

/** Addresses that nobody is to be sent to, as they were met. */
const met: readonly string[] = [
  "",
  " ",
  "example.org",
  "//evil.example",
  "/evil.example",
  "../evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:///evil.example",
  "https://",
  "https://?",
  "https:\\\\evil.example",
  "https://\\evil.example",
  "https://evil.example\\@example.org",
  "https://example.org@evil.example",
  "https://@evil.example",
  "https://user:secret@evil.example",
  "https://example.org%40evil.example@127.0.0.1",
  "https://evil\u200b.local",
  "http://evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt://evil.example/%0aalert(1)",
  "data:application/json,{}",
  "blob:https://evil.example/1",
  "about:blank",
  "mailto:evil@evil.example",
  "https://intranet",
  "https://localhost.",
  "https://box.home.arpa",
  "https://127.1",
  "https://0",
  "https://①②⑦.0.0.1",
  "https://127。0。0。1",
  "https://evil.example:99999",
  "https://evil.example:-1",
  "https://evil.example:port",
  "https://[::1",
  "https://<script>",
  `https://evil.example/${"a".repeat(2048)}`,
  `https://${"a".repeat(300)}@evil.example`,
];

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const path = fc.constantFrom("", "/", "/x", "/latest/meta-data", ":8448", ":443/");
const byte = fc.nat(255);

/** IPv4 addresses of the local machine and of networks that are not public. */
const localIPv4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127, 224, 240, 255), byte, byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.constant(198), fc.constantFrom(18, 19), byte, byte),
);

type Four = [number, number, number, number];
const numberOf = (parts: Four): number => parts.reduce((sum, part) => sum * 256 + part, 0);
const spellings: readonly ((parts: Four) => string)[] = [
  (parts) => parts.join("."),
  (parts) => `${parts.join(".")}.`,
  (parts) => String(numberOf(parts)),
  (parts) => `0x${numberOf(parts).toString(16)}`,
  ([a, ...rest]) => [`0${a.toString(8)}`, ...rest].join("."),
  ([a, b, c, d]) => [`0x${a.toString(16)}`, b, c * 256 + d].join("."),
  ([a, b, c, d]) => [a, (b * 256 + c) * 256 + d].join("."),
  (parts) => parts.join(".").replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  ([a, b, c, d]) => `[::ffff:${a}.${b}.${c}.${d}]`,
  ([a, b, c, d]) => `[64:ff9b::${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}]`,
  ([a, b, c, d]) => `[2002:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::]`,
];
const localAddress = fc
  .tuple(localIPv4, fc.constantFrom(...spellings), path)
  .map(([parts, spell, rest]) => `https://${spell(parts as Four)}${rest}`);
const localIPv6 = fc
  .tuple(
    fc.constantFrom("", "fc00:", "fd12:3456:", "fe80:", "ff02:"),
    fc.constantFrom(":1", ":", ":a:b"),
  )
  .map(([start, end]) => `https://[${start === "" ? ":" : start}${end}]`);
const localName = fc
  .tuple(
    label,
    fc.constantFrom("local", "localhost", "internal", "lan", "home", "corp", "intranet", "private"),
    fc.constantFrom("", ".", ":8448", "/x"),
  )
  .map(([name, top, rest]) => `https://${name}.${top}${rest}`);
const otherScheme = fc
  .tuple(
    fc.constantFrom(
      "http",
      "ws",
      "ftp",
      "file",
      "data",
      "blob",
      "javascript",
      "vbscript",
      "mxc",
      "HTTP",
    ),
    label,
  )
  .map(([scheme, name]) => `${scheme}://${name}.example/`);
const withUser = fc
  .tuple(fc.stringMatching(/^[a-z.:%0-9]{0,12}$/), label)
  .map(([user, name]) => `https://${user}@${name}.example/`);
/** A good address with a character in it that the URL parser drops, or that hides. */
const withHidden = fc
  .tuple(
    label,
    fc.constantFrom(
      "\t",
      "\n",
      "\r",
      " ",
      "\\",
      "\u0000",
      "\u0007",
      "\u200b",
      "\u202e",
      "\u00ad",
      "\ud800",
    ),
    fc.nat(18),
  )
  .map(([name, hidden, at]) => {
    const good = `https://${name}.example/path`;
    const index = at % good.length;
    return good.slice(0, index) + hidden + good.slice(index);
  })
  // At the ends of a base URL blanks are cut.
  .filter((text) => text.trim() === text);

/** An address that must become neither a link nor a request. */
export const badAddress: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...met),
  localAddress,
  localIPv6,
  localName,
  otherScheme,
  withUser,
  withHidden,
);
