import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentSecurityPolicyPlugin } from "../../../src/page/build/contentSecurityPolicyPlugin.js";

type Transform = { handler: (html: string) => { attrs: Record<string, string> }[] };

function policyWith(captchaHost?: string, publicDir = "", html = ""): ReadonlyMap<string, string> {
  const { transformIndexHtml, configResolved } = contentSecurityPolicyPlugin(captchaHost);
  const resolved = { isProduction: true, publicDir };
  (configResolved as unknown as (config: typeof resolved) => void)(resolved);
  const [tag] = (transformIndexHtml as unknown as Transform).handler(html);
  const directives = (tag?.attrs["content"] ?? "").split("; ");
  return new Map(
    directives.map((each) => [each.split(" ", 1)[0] ?? "", each.replace(/^\S+ /, "")]),
  );
}

test("no script, style, frame or policy of another's is allowed", () => {
  const policy = policyWith();
  expect(policy.get("default-src")).toBe("'none'");
  expect(policy.get("script-src")).toBe("'self'");
  expect(policy.get("style-src")).toBe("'self'");
  expect(policy.get("trusted-types")).toBe("'none'");
  expect(policy.has("frame-src")).toBe(false);
});

test("a page that is built for a captcha allows what its script needs, and no more", () => {
  const policy = policyWith("www.recaptcha.net");
  expect(policy.get("script-src")).toBe("'self' https://www.recaptcha.net https://www.gstatic.com");
  expect(policy.get("frame-src")).toBe("https://www.recaptcha.net");
  expect(policy.get("trusted-types")).toContain("matrix-register-kit#captcha");
  const strict = policyWith();
  for (const name of ["default-src", "connect-src", "form-action", "base-uri"]) {
    expect(policy.get(name)).toBe(strict.get(name));
  }
});

test("a script in the HTML is allowed by its hash, and no other is", () => {
  const html =
    '<script src="main.js"></script><script>go();</script><script type="module" src="b.js">';
  // `printf 'go();' | openssl dgst -sha256 -binary | openssl base64`
  const hash = "'sha256-bYOqbsii8BMz1hC57p5sZG4K4cMuk6QQDiwupM2aRMM='";
  expect(policyWith(undefined, "", html).get("script-src")).toBe(`'self' ${hash}`);
  expect(policyWith("a.test", "", html).get("script-src")).toContain(` ${hash}`);
});

test("a value that is no host is refused", () => {
  expect(() => contentSecurityPolicyPlugin("https://www.recaptcha.net; script-src *")).toThrow(
    /CAPTCHA_HOST must be a host/,
  );
});

test.each([
  [{ homeserver: "http://127.0.0.1:8008/path", trust: "own" }, " http://127.0.0.1:8008"],
  [{ homeservers: ["http://one.test", "two.example", "http://one.test/x"] }, " http://one.test"],
  [{ homeserver: "https://matrix.example.org" }, ""],
  [{ homeserver: "http://a b" }, ""],
  [{ homeserver: 7, homeservers: "http://one.test; script-src *" }, ""],
  ["no JSON", ""],
])("homeservers by http: in config.json are allowed: %j", (config, more) => {
  const publicDir = mkdtempSync(join(tmpdir(), "page-"));
  const json = typeof config === "string" ? config : JSON.stringify(config);
  writeFileSync(join(publicDir, "config.json"), json);
  expect(policyWith(undefined, publicDir).get("connect-src")).toBe(`'self' https:${more}`);
});
