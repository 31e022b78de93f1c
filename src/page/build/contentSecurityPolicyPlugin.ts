import { createHash } from "node:crypto";
import type { HtmlTagDescriptor, Plugin } from "vite";
import { readConfigFile } from "./readConfigFile.ts";

/**
 * The strictest policy the page works under. `frame-ancestors` has no effect in a document and belongs in
 * a header.
 */
const strictest = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self'",
  "connect-src": "'self' https:",
  "form-action": "'none'",
  "base-uri": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "'none'",
};

/**
 * Writes the page's Content-Security-Policy into its head, when it is built, and tells the page whether
 * it allows a captcha. Homeservers by `http:` in the page's `config.json` are allowed.
 * @param captchaHost host of reCAPTCHA's script (`www.recaptcha.net`), for a captcha in the page. The
 *   policy then allows what that script needs; without it such a stage is done on the homeserver's own
 *   page.
 * @param configFile the page's `config.json`. Default: that of the public files.
 */
export function contentSecurityPolicyPlugin(captchaHost?: string, configFile?: string): Plugin {
  if (captchaHost !== undefined && !/^[a-z0-9.-]+$/.test(captchaHost)) {
    throw new Error(`CAPTCHA_HOST must be a host such as www.recaptcha.net, not "${captchaHost}".`);
  }
  let isDevelopment = false;
  let publicDir = "";
  return {
    name: "page-content-security-policy",
    config: () => ({
      define: {
        "import.meta.env.CAPTCHA_HOST":
          captchaHost === undefined ? "undefined" : JSON.stringify(captchaHost),
      },
    }),
    configResolved(config) {
      isDevelopment = !config.isProduction;
      publicDir = config.publicDir;
    },
    transformIndexHtml: {
      // After all that writes into the HTML.
      order: "post",
      // The dev server needs inline scripts for hot reloading.
      handler: (html) =>
        isDevelopment
          ? []
          : [
              metaElement(
                captchaHost,
                plainOrigins(readConfigFile(publicDir, configFile)),
                inlineScripts(html),
              ),
            ],
    },
  };
}

/** The hashes of the scripts that stand in the HTML. */
function inlineScripts(html: string): readonly string[] {
  return [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
}

/** The origins of the homeservers by `http:` that the page's `config.json` names. */
function plainOrigins(json: unknown): readonly string[] {
  if (typeof json !== "object" || json === null) return [];
  const { homeserver, homeservers }: { homeserver?: unknown; homeservers?: unknown } = json;
  const named = [homeserver, homeservers].flat();
  const urls = named.filter((each) => typeof each === "string" && URL.canParse(each));
  const plain = urls.map((each) => new URL(String(each))).filter(isPlain);
  return [...new Set(plain.map(({ origin }) => origin))];
}

function isPlain({ protocol }: URL): boolean {
  return protocol === "http:";
}

function metaElement(
  captchaHost: string | undefined,
  origins: readonly string[],
  scripts: readonly string[],
): HtmlTagDescriptor {
  const policy = {
    ...strictest,
    "connect-src": [strictest["connect-src"], ...origins].join(" "),
    ...(captchaHost && withCaptcha(captchaHost)),
  };
  policy["script-src"] = [policy["script-src"], ...scripts].join(" ");
  const content = Object.entries(policy).map((directive) => directive.join(" "));
  return {
    tag: "meta",
    attrs: { "http-equiv": "Content-Security-Policy", content: content.join("; ") },
    injectTo: "head-prepend",
  };
}

/** The maker's script loads another one, a frame, and sets styles; it names policies of its own. */
function withCaptcha(host: string) {
  return {
    "script-src": `'self' https://${host} https://www.gstatic.com`,
    "frame-src": `https://${host}`,
    "style-src": "'self' 'unsafe-inline'",
    "trusted-types": "matrix-register-kit#captcha *",
  };
}
