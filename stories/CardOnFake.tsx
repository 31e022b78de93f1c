import { type ReactElement, useState } from "react";
import { RegisterCard } from "../src/card/index.js";
import type { Register } from "../src/index.js";
import {
  createFakeHomeserver,
  type DialectName,
  type ScenarioName,
  scenarios,
} from "../src/testing/index.js";

export interface CardOnFakeProps
  extends Omit<Register.Root.Options, "fetch">,
    Omit<Register.Root.RegistrationOptions, "homeserver"> {
  readonly scenario: ScenarioName;
  /** Default: that of Synapse. */
  readonly dialect?: DialectName | undefined;
}

/** The card on a fake homeserver of its own. */
export function CardOnFake({
  scenario,
  dialect = "synapse",
  ...rest
}: CardOnFakeProps): ReactElement {
  const [fake] = useState(() => createFakeHomeserver({ ...scenarios[scenario].options, dialect }));
  return (
    <RegisterCard
      {...rest}
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
    />
  );
}
