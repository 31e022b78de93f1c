import { type ReactElement, type ReactNode, useState } from "react";
import { RegisterCard, type RegisterCardProps } from "../src/card/index.js";
import type { Register, Snapshot } from "../src/index.js";
import {
  type ScriptedOptions,
  scriptedRegistration,
} from "../test/components/scriptedRegistration.js";
import { nothingAnswers, stoppedClock } from "./still.js";

export interface CardInStateProps
  extends Register.Root.Options,
    ScriptedOptions,
    Pick<RegisterCardProps, "slots" | "theme"> {
  /** The state to show. */
  readonly snapshot: Snapshot;
  /** Below a made account: where to go next. */
  readonly children?: ReactNode;
}

/** The card on a registration that stands still. */
export function CardInState({
  snapshot,
  hasSession = true,
  opensFallback = "followLink",
  ...rest
}: CardInStateProps): ReactElement {
  const [registration] = useState(() =>
    scriptedRegistration(snapshot, { hasSession, opensFallback }),
  );
  return (
    <RegisterCard
      fetch={nothingAnswers}
      clock={stoppedClock}
      signInUrl="https://client.example.org/login"
      {...rest}
      registration={registration}
    />
  );
}
