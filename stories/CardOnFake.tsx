import { type ReactElement, useState } from "react";
import { RegisterCard, type RegisterCardProps } from "../src/card/index.js";
import { createFakeHomeserver, type ScenarioName, scenarios } from "../src/testing/index.js";

export type CardOnFakeProps = Omit<RegisterCardProps, "homeserver" | "registration" | "fetch"> & {
  readonly scenario: ScenarioName;
};

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
