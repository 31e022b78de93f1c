import { describe, expect, it, vi } from "vitest";
import {
  isClientSecret,
  isDeviceId,
  isOAuthDeviceId,
  randomClientSecret,
  randomDeviceId,
} from "../../../src/protocol/guards/generatedIds.js";
import {
  asciiLowerCase,
  hasLoneSurrogate,
  hostOf,
  isLocalpart,
  isLongerThan,
  isOpaque,
  isSendablePassword,
  isServerName,
  localpartIn,
  parseUserId,
  serverNameOf,
  suggestedUsername,
  userIdBytes,
} from "../../../src/protocol/guards/identifiers.js";

const grammars: {
  readonly of: string;
  readonly is: (text: string) => boolean;
  readonly taken: readonly string[];
  readonly refused: readonly string[];
}[] = [
  {
    of: "localparts",
    is: isLocalpart,
    taken: ["alice", "a", "0", "a.b_c=d-e/f+g", "x/../y", "_", "...", "123"],
    refused: [
      "",
      "Alice",
      "al ice",
      "alicé",
      "al\u0131ce",
      "\u212Aelvin",
      "a:b",
      "@a",
      "a\n",
      "a~b",
    ],
  },
  {
    of: "server names",
    is: isServerName,
    taken: [
      "example.org",
      "EXAMPLE.org",
      "localhost",
      "localhost:8448",
      "1.2.3.4",
      "1.2.3.4:1",
      "[::1]",
      "[2001:db8::1]:65535",
      "[::ffff:1.2.3.4]",
      "xn--e1afmkfd.xn--p1ai",
      "a".repeat(255),
    ],
    refused: [
      "",
      "example.org:",
      "example.org:123456",
      "example.org:x",
      "example.org/",
      "https://example.org",
      "matrix.org@evil.example",
      "matrix.org\\@evil.example",
      "exam ple.org",
      "example.org\n",
      "пример.рф",
      "ex_ample.org",
      "[::1",
      "::1",
      "[g::1]",
      "[:]",
      "[::1]x",
      "a".repeat(256),
    ],
  },
  {
    of: "client secrets",
    is: isClientSecret,
    taken: ["a", "A0.=_-", "x".repeat(255)],
    refused: ["", "a~b", "a+b", "a/b", "x".repeat(256), "é"],
  },
  {
    of: "device IDs",
    is: isDeviceId,
    taken: ["ABCDEFGHIJ", "!#[]~", "a:b/c"],
    refused: ["", "a b", 'a"b', "a\\b", "é", "a\n", "x".repeat(256)],
  },
  {
    of: "texts to be sent back",
    is: isOpaque,
    taken: ["a", "with space", "ü", "x".repeat(512)],
    refused: ["", "x".repeat(513), "a\nb", "a\u0000b", "a\u0085b", "\ud800"],
  },
  {
    of: "passwords",
    is: isSendablePassword,
    taken: [
      "",
      " ",
      "  padded  ",
      "pässwörd",
      "\u0000",
      "x".repeat(512),
      "🔑".repeat(512),
      "\ufb01①",
    ],
    refused: ["x".repeat(513), "🔑".repeat(513), "a\ud800", "\udc00\ud800", "x".repeat(100_000)],
  },
];

describe.each(grammars)("the grammar of $of", ({ is, taken, refused }) => {
  it.each(taken)("takes %j", (text) => {
    expect(is(text)).toBe(true);
  });
  it.each(refused)("refuses %j", (text) => {
    expect(is(text)).toBe(false);
  });
});

describe("a localpart", () => {
  it("is made of 42 characters, among all there are", () => {
    const taken: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (isLocalpart(character)) taken.push(character);
    }
    expect(taken.join("")).toBe("+-./0123456789=_abcdefghijklmnopqrstuvwxyz");
  });
});

describe("parseUserId", () => {
  it.each([
    ["@alice:example.org", "alice", "example.org"],
    ["@alice:example.org:8448", "alice", "example.org:8448"],
    ["@alice:[::1]:8448", "alice", "[::1]:8448"],
    ["@1:localhost", "1", "localhost"],
    ["@:example.org", "", "example.org"],
    ["@Älice & co@home:example.org", "Älice & co@home", "example.org"],
    ["@🙂:example.org", "🙂", "example.org"],
    [`@${"a".repeat(244)}:localhost`, "a".repeat(244), "localhost"],
  ])("splits %j at its first colon", (userId, localpart, serverName) => {
    expect(parseUserId(userId)).toEqual({ localpart, serverName });
  });

  it.each([
    "",
    "@",
    "@alice",
    "alice:example.org",
    "@alice:",
    "@alice:exa mple.org",
    "@alice:example.org/path",
    "@ali\u0000ce:example.org",
    "@ali\ud800ce:example.org",
    "#alice:example.org",
    `@${"a".repeat(245)}:localhost`,
    `@${"ä".repeat(123)}:localhost`,
    `@${"a".repeat(100_000)}:localhost`,
  ])("refuses %j", (userId) => {
    expect(parseUserId(userId)).toBeUndefined();
  });
});

describe("serverNameOf", () => {
  it.each([
    ["@alice:example.org", "example.org", "example.org"],
    ["@alice:example.org", "Example.ORG", "example.org"],
    ["@alice:Example.org", "example.org", "Example.org"],
    ["@alice:example.org", "example.org.", "example.org"],
    ["@alice:example.org:8448", "EXAMPLE.org.:8448", "example.org:8448"],
    ["@alice:[2606:4700::AB]", "[2606:4700::ab]", "[2606:4700::AB]"],
    ["@alice:example.org", undefined, "example.org"],
  ])("%j is an account on %j", (userId, expected, serverName) => {
    expect(serverNameOf(userId, expected)).toBe(serverName);
  });

  it.each([
    ["@alice:example.org", "example.com"],
    ["@alice:example.org", "example.org:8448"],
    ["@alice:example.org.evil.example", "example.org"],
    ["@alice:example-org", "example.org"],
    // The Kelvin sign is no k.
    ["@alice:kelvin.example", "\u212aelvin.example"],
    ["alice", "example.org"],
    ["alice", undefined],
  ])("%j is none on %j", (userId, expected) => {
    expect(serverNameOf(userId, expected)).toBeUndefined();
  });
});

describe("userIdBytes", () => {
  it("counts bytes, sigil and colon included", () => {
    expect(userIdBytes("alice", "example.org")).toBe("@alice:example.org".length);
    expect(userIdBytes("ä", "x")).toBe(5);
  });
});

describe("hostOf", () => {
  it.each([
    ["example.org", "example.org"],
    ["example.org:8448", "example.org"],
    ["[::1]:8448", "[::1]"],
    ["[::1]", "[::1]"],
  ])("takes the port from %s", (serverName, host) => {
    expect(hostOf(serverName)).toBe(host);
  });
});

describe("asciiLowerCase", () => {
  it("changes A to Z and nothing else", () => {
    expect(asciiLowerCase("AliceZ09")).toBe("alicez09");
    for (let codePoint = 0x80; codePoint <= 0x10ffff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (asciiLowerCase(character) !== character) expect.unreachable(character);
    }
  });
});

describe("randomDeviceId", () => {
  it("is ten upper-case letters, another one each time", () => {
    const ids = Array.from({ length: 200 }, randomDeviceId);
    for (const id of ids) expect(id).toMatch(/^[A-Z]{10}$/);
    expect(new Set(ids).size).toBe(200);
  });

  it("takes every letter equally often", () => {
    let next = 0;
    vi.spyOn(crypto, "getRandomValues").mockImplementation((bytes) => {
      (bytes as Uint8Array).fill(next++ % 256);
      return bytes;
    });
    const letters = Array.from({ length: 117 }, randomDeviceId).join("");
    const counts = new Map<string, number>();
    for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(new Set(counts.values())).toEqual(new Set([45]));
  });
});

describe("counting", () => {
  it("counts code points, not UTF-16 units", () => {
    expect(isLongerThan("🔑🔑", 2)).toBe(false);
    expect(isLongerThan("🔑🔑🔑", 2)).toBe(true);
    expect(isLongerThan("abc", 3)).toBe(false);
    expect(isLongerThan("abcd", 3)).toBe(true);
  });

  it("tells half a character from a whole one", () => {
    expect(hasLoneSurrogate("🔑")).toBe(false);
    expect(hasLoneSurrogate("\ud83d")).toBe(true);
  });
});

describe("a device ID for OAuth 2.0", () => {
  it.each(["ABCDEFGHIJ", "a.b_c-d012", "a".repeat(255)])("may be %s", (text) => {
    expect(isOAuthDeviceId(text)).toBe(true);
  });

  it.each(["", "ABCDEFGHI", "a".repeat(256), "ABCDEFGHIJ~", "~ABCDEFGHIJ", "DEVICE OF MINE"])(
    "is not %j",
    (text) => {
      expect(isOAuthDeviceId(text)).toBe(false);
    },
  );
});

it("a client secret has 43 characters of 64", () => {
  let next = 0;
  vi.spyOn(crypto, "getRandomValues").mockImplementation((bytes) => {
    const filled = bytes as Uint8Array;
    for (let index = 0; index < filled.length; index += 1) filled[index] = next++ % 256;
    return bytes;
  });
  const secrets = [randomClientSecret(), randomClientSecret()];
  for (const secret of secrets) {
    expect(secret).toHaveLength(43);
    expect(isClientSecret(secret)).toBe(true);
  }
  expect(new Set(secrets.join("")).size).toBe(64);
});

describe("the username that was meant", () => {
  it.each([
    ["alice", "alice"],
    [" Alice ", "alice"],
    ["@alice:example.org", "alice"],
    ["@alice", "alice"],
    ["alice@example.org", "alice"],
    ["mailto:alice@example.org", "alice"],
    ["https://matrix.to/#/@alice:example.org", "alice"],
    ["matrix:u/alice:example.org", "alice"],
    ["\uff21\uff4c\uff49\uff43\uff45", "alice"],
    ["https://example.org", undefined],
    ["a b", undefined],
    ["", undefined],
    ["\u0430lice", undefined],
  ])("in %j is %s", (typed, meant) => {
    expect(suggestedUsername(typed)).toBe(meant);
  });

  it("is in any letters where a text names a user", () => {
    expect(localpartIn("@Al ice:example.org")).toBe("Al ice");
    expect(localpartIn("https://example.org")).toBeUndefined();
  });
});

it.each(["@alice", "alice:example.org", "x@alice:example.org", "@alice:example.org\n", "@a:b c"])(
  "%j is no user ID",
  (text) => {
    expect(parseUserId(text)).toBeUndefined();
  },
);
