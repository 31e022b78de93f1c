import type { RegistrationRootOptions, RegistrationSettings } from "../context/appTypes.js";

/** Splits the options that say how to make the account from all others. */
export function splitRegistrationOptions<
  Props extends RegistrationSettings & {
    readonly homeserver?: RegistrationRootOptions["homeserver"] | undefined;
  },
>(props: Props) {
  const { homeserver: _homeserver, onDone, onEvent, device, inhibitLogin, ...others } = props;
  const { resume, fallbackWindow, nextLink, refreshToken, chooseFlow, guest, ...rest } = others;
  const settings: RegistrationSettings = {
    ...{ onDone, onEvent, device, inhibitLogin, resume },
    ...{ fallbackWindow, nextLink, refreshToken, chooseFlow, guest },
  };
  return { settings, rest };
}
