import { type ReactElement, type ReactNode, useState } from "react";
import { Register, type RootProps, type Snapshot } from "../src/index.js";
import { account, scriptedRegistration } from "../test/components/scriptedRegistration.js";
import { nothingAnswers, stoppedClock } from "./still.js";

/** A form on a run that stands still, around one part. */
export function PartOfForm({
  snapshot = account(),
  children,
  ...root
}: Partial<Pick<RootProps, "locale" | "fetch" | "defaultValues">> & {
  readonly snapshot?: Snapshot;
  readonly children: ReactNode;
}): ReactElement {
  const [registration] = useState(() => scriptedRegistration(snapshot));
  return (
    <Register.Root
      registration={registration}
      fetch={nothingAnswers}
      clock={stoppedClock}
      guests
      {...root}
    >
      <Register.Announcer />
      <Register.AccountForm>{children}</Register.AccountForm>
    </Register.Root>
  );
}
