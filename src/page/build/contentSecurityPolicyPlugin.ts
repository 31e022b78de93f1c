import type { HtmlTagDescriptor, Plugin } from "vite";

/**
 * The strictest policy the page works under. A homeserver that is reached by `http:` needs its own
 * `connect-src`; `frame-ancestors` has no effect in a document and belongs in a header.
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
 * it allows a captcha.
 * @param captchaHost host of reCAPTCHA's script (`www.recaptcha.net`), for a captcha in the page. The
 *   policy then allows what that script needs; without it such a stage is done on the homeserver's own
 *   page.
 */
export function contentSecurityPolicyPlugin(captchaHost?: string): Plugin {
  if (captchaHost !== undefined && !/^[a-z0-9.-]+$/.test(captchaHost)) {
    throw new Error(`CAPTCHA_HOST must be a host such as www.recaptcha.net, not "${captchaHost}".`);
  }
  let isDevelopment = false;
  return {
    name: "content-security-policy",
    config: () => ({
      define: {
        "import.meta.env.CAPTCHA_HOST":
          captchaHost === undefined ? "undefined" : JSON.stringify(captchaHost),
      },
    }),
    configResolved({ isProduction }) {
      isDevelopment = !isProduction;
    },
    // The dev server needs inline scripts for hot reloading.
    transformIndexHtml: () => (isDevelopment ? [] : [metaElement(captchaHost)]),
  };
}

function metaElement(captchaHost: string | undefined): HtmlTagDescriptor {
  const policy = { ...strictest, ...(captchaHost && withCaptcha(captchaHost)) };
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
