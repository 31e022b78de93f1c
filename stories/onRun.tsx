import type { Decorator } from "@storybook/react-vite";
import { type ReactElement, type ReactNode, useState } from "react";
import {
  type Fetch,
  Register,
  type RegistrationRootOptions,
  type RootOptions,
  type Snapshot,
} from "../src/index.js";
import { account, scriptedRegistration } from "../test/components/scriptedRegistration.js";
import { localeOf } from "./localeOf.js";
import { nothingAnswers, stoppedClock } from "./still.js";

/** Around a part: the root, on a run that stands still. Nothing here has a style. */
export function onRun(snapshot: Snapshot = account(), options: RootOptions = {}): Decorator {
  return (Story, { globals }) => (
    <RootOnRun snapshot={snapshot} locale={localeOf(globals)} {...options}>
      {Story()}
    </RootOnRun>
  );
}

/** Around a part that is there before a run is: the root, on a homeserver that answers so. */
export function onHomeserver(
  fetch: Fetch,
  options: RootOptions & Partial<Pick<RegistrationRootOptions, "homeserver" | "inhibitLogin">> = {},
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

interface RootOnRunProps extends RootOptions {
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
