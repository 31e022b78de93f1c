import type { Decorator } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import type { Fetch } from "../src/core.js";
import { Register, type Snapshot } from "../src/index.js";
import { account, scriptedRegistration } from "../test/components/scriptedRegistration.js";
import { localeOf } from "./localeOf.js";
import { nothingAnswers, stoppedClock } from "./still.js";

/** Around a part: the root, on a registration that stands still. Nothing here has a style. */
export function onRegistration(
  snapshot: Snapshot = account(),
  options: Register.Root.Options = {},
): Decorator {
  return (Story, { globals }) => (
    <RootOnRegistration snapshot={snapshot} locale={localeOf(globals)} {...options}>
      {Story()}
    </RootOnRegistration>
  );
}

/** Around a part that is there before a registration is: the root, on a homeserver that answers so. */
export function onHomeserver(
  fetch: Fetch,
  options: Register.Root.Options &
    Partial<Pick<Register.Root.RegistrationOptions, "homeserver" | "inhibitLogin">> = {},
): Decorator {
  return (Story, { globals }) => (
    <Register.Root
      homeserver={{ baseUrl: "https://matrix.example.org", serverName: "example.org" }}
      fetch={fetch}
      locale={localeOf(globals)}
      {...options}
    >
      {Story()}
    </Register.Root>
  );
}

/** Around a field: the account form. */
export const inForm: Decorator = (Story) => <Register.AccountForm>{Story()}</Register.AccountForm>;

interface RootOnRegistrationProps extends Register.Root.Options {
  readonly snapshot: Snapshot;
  readonly children: ReactNode;
}

function RootOnRegistration({
  snapshot,
  children,
  ...options
}: RootOnRegistrationProps): ReactElement {
  const [registration] = useState(() => scriptedRegistration(snapshot));
  return (
    <Register.Root
      registration={registration}
      fetch={nothingAnswers}
      clock={stoppedClock}
      {...options}
    >
      {children}
    </Register.Root>
  );
}
