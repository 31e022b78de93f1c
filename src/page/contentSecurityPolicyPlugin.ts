import type { Plugin } from "vite";

/**
 * The strictest policy the page works under. A homeserver that is reached by `http:` needs its own
 * `connect-src`; `frame-ancestors` has no effect in a document and belongs in a header.
 */
const policy = {
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

/** Writes the page's Content-Security-Policy into its head, when it is built. */
export function contentSecurityPolicyPlugin(): Plugin {
  return {
    name: "content-security-policy",
    // The dev server needs inline scripts for hot reloading.
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: {
          "http-equiv": "Content-Security-Policy",
          content: Object.entries(policy)
            .map((directive) => directive.join(" "))
            .join("; "),
        },
        injectTo: "head-prepend",
      },
    ],
  };
}
