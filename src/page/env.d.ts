interface ImportMetaEnv {
  /** Host of the captcha's script, where the page was built to show a captcha. */
  readonly CAPTCHA_HOST?: string;
}
