/** Decides whether a captcha was solved. */
export interface CaptchaVerifier {
  verify(response: unknown): boolean;
}

/** Accepts an answer that begins with `good`, once, as makers of captchas do. */
export function createCaptchaVerifier(): CaptchaVerifier {
  const used = new Set<string>();

  return {
    verify(response) {
      if (typeof response !== "string" || !response.startsWith("good") || used.has(response)) {
        return false;
      }
      used.add(response);
      return true;
    },
  };
}
