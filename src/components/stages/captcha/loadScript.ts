/** The name of the Trusted Types policy, for the page's `trusted-types` directive. */
const policyName = "matrix-register-kit#captcha";

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

const loaded = new Map<string, Promise<void>>();
let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/**
 * Adds a script to the page, once for each address. Rejects when it does not load: blocked by the
 * network, an extension, the Content-Security-Policy or Trusted Types. A later call tries again.
 */
export function loadScript(url: string, nonce?: string): Promise<void> {
  const before = loaded.get(url);
  if (before !== undefined) return before;
  const loading = addScript(url, nonce);
  loaded.set(url, loading);
  loading.catch(() => loaded.delete(url));
  return loading;
}

async function addScript(url: string, nonce: string | undefined): Promise<void> {
  if (new URL(url).protocol !== "https:") throw new Error(`${url} is not https.`);
  const script = document.createElement("script");
  script.async = true;
  script.referrerPolicy = "strict-origin-when-cross-origin";
  if (nonce !== undefined) script.nonce = nonce;
  script.src = trusted(url);
  await new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${url} could not be loaded.`));
    };
    document.head.append(script);
  });
}

/** Makes a trusted URL. The addresses are constants of the app and the kit, none of a homeserver. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy(policyName, { createScriptURL: (address) => address });
  return policy === undefined ? url : policy.createScriptURL(url);
}
