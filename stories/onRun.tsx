import type { Decorator } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import type { Fetch } from "../src/core.js";
import { Register, type Snapshot } from "../src/index.js";
import { account, scriptedRegistration } from "../test/components/scriptedRegistration.js";
import { localeOf } from "./localeOf.js";
import { nothingAnswers, stoppedClock } from "./still.js";

/** Around a part: the root, on a run that stands still. Nothing here has a style. */
export function onRun(
  snapshot: Snapshot = account(),
  options: Register.Root.Options = {},
): Decorator {
  return (Story, { globals }) => (
    <RootOnRun snapshot={snapshot} locale={localeOf(globals)} {...options}>
      {Story()}
    </RootOnRun>
  );
}

/** Around a part that is there before a run is: the root, on a homeserver that answers so. */
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

interface RootOnRunProps extends Register.Root.Options {
  readonly snapshot: Snapshot;
  readonly children: ReactNode;
}

function RootOnRun({ snapshot, children, ...options }: RootOnRunProps): ReactElement {
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
