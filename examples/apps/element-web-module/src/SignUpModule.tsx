import type { Api, Module } from "@element-hq/element-web-module-api";
import { RegisterCard } from "matrix-register-kit/card";
import "matrix-register-kit/styles.css";

/** Replaces Element Web's own sign-up, and hands the session over to it. */
export default class SignUpModule implements Module {
  static readonly moduleApiVersion = "^2.0.0";

  constructor(private readonly api: Api) {}

  async load(): Promise<void> {
    const { navigation, i18n } = this.api;
    navigation.registerLocationRenderer("#/register", () => (
      <RegisterCard
        homeserver="example.org"
        locale={i18n.language}
        signInUrl="#/login"
        refreshToken
        onDone={async (result) => {
          if (result.outcome !== "registered" || result.account.session === null) return;
          const { userId, baseUrl, session } = result.account;
          const { accessToken, deviceId, refresh } = session;
          await this.api.overwriteAccountAuth({
            userId,
            deviceId,
            accessToken,
            ...(refresh !== null && { refreshToken: refresh.token }),
            homeserverUrl: baseUrl,
          });
        }}
      />
    ));
  }
}
