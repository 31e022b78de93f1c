import { type ReactElement, useState } from "react";
import { RegisterCard } from "../src/card/index.js";
import type { RegistrationRootOptions, RootOptions } from "../src/index.js";
import { createFakeHomeserver, type ScenarioName, scenarios } from "../src/testing/index.js";

export interface CardOnFakeProps
  extends Omit<RootOptions, "fetch">,
    Omit<RegistrationRootOptions, "homeserver"> {
  readonly scenario: ScenarioName;
}

/** The card on a fake homeserver of its own. */
export function CardOnFake({ scenario, ...rest }: CardOnFakeProps): ReactElement {
  const [fake] = useState(() => createFakeHomeserver(scenarios[scenario].options));
  return (
    <RegisterCard
      {...rest}
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
    />
  );
}
