import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HtmlTagDescriptor, Plugin } from "vite";

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
 */
export function contentSecurityPolicyPlugin(captchaHost?: string): Plugin {
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
    // The dev server needs inline scripts for hot reloading.
    transformIndexHtml: () =>
      isDevelopment ? [] : [metaElement(captchaHost, plainOrigins(publicDir))],
  };
}

/** The origins of the homeservers by `http:` that the page's `config.json` names. */
function plainOrigins(folder: string): readonly string[] {
  if (folder === "") return [];
  try {
    const config = JSON.parse(readFileSync(join(folder, "config.json"), "utf8")) as {
      readonly homeserver?: unknown;
      readonly homeservers?: unknown;
    };
    const named = [config.homeserver, config.homeservers].flat();
    const urls = named.filter((each) => typeof each === "string" && URL.canParse(each));
    const plain = urls.map((each) => new URL(String(each))).filter(isPlain);
    return [...new Set(plain.map(({ origin }) => origin))];
  } catch {
    // There is none, or it cannot be read: the page says so.
    return [];
  }
}

function isPlain({ protocol }: URL): boolean {
  return protocol === "http:";
}

function metaElement(
  captchaHost: string | undefined,
  origins: readonly string[],
): HtmlTagDescriptor {
  const policy = {
    ...strictest,
    "connect-src": [strictest["connect-src"], ...origins].join(" "),
    ...(captchaHost && withCaptcha(captchaHost)),
  };
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
