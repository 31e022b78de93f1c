import { type ReactElement, type ReactNode, useState } from "react";
import { Register } from "../src/index.js";
import type { Snapshot } from "../src/uia/types.js";
import { account, scriptedRegistration } from "../test/components/scriptedRegistration.js";

/** A form on a run that stands still, around one part. */
export function PartOfForm({
  snapshot = account(),
  children,
}: {
  snapshot?: Snapshot;
  children: ReactNode;
}): ReactElement {
  const [registration] = useState(() => scriptedRegistration(snapshot));
  return (
    <Register.Root registration={registration} fetch={answersNothing} guests>
      <Register.Announcer />
      <Register.AccountForm>{children}</Register.AccountForm>
    </Register.Root>
  );
}

const answersNothing = (): Promise<Response> =>
  Promise.resolve(Response.json({ errcode: "M_UNRECOGNIZED", error: "" }, { status: 404 }));
