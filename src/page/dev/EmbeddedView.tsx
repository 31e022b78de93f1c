import { type ReactElement, useState } from "react";
import { quizStage } from "../../../examples/quizStage.js";
import { RegisterCard } from "../../card/RegisterCard.js";
import type { Result } from "../../uia/machine/types.js";
import { clientIdAt, homeserversOf } from "../homeserver/chooseHomeserver.js";
import type { RegistrationProps } from "../Registration.js";

const words = {
  heading: "A client that embeds the kit",
  handedOver: "What it is handed:",
  signIn: "The client shows its own sign-in now.",
};

/** The stage of the scenario `quiz`, which this app knows. */
const stages = [quizStage];

interface EmbeddedViewProps extends RegistrationProps {
  readonly fallbackWindow: "noopener" | "opener";
}

/** The kit as a client would embed it: guests offered, a session asked for, a stage of its own. */
export function EmbeddedView(props: EmbeddedViewProps): ReactElement {
  const { homeserver, trust, config, address, words: pageWords, fallbackWindow } = props;
  const { onHomeserverChange } = props;
  const [result, setResult] = useState<Result | null>(null);
  const [isSigningIn, setIsSigningIn] = useState(false);
  return (
    <div className="embedded-view">
      <h1>{words.heading}</h1>
      <RegisterCard
        homeserver={homeserver}
        trust={trust}
        homeservers={homeserversOf(config)}
        allowAnyHomeserver={config.allowAnyHomeserver}
        onHomeserverChange={onHomeserverChange}
        guests
        refreshToken
        stages={stages}
        fallbackWindow={fallbackWindow}
        device={{ displayName: "An example client" }}
        defaultValues={address}
        callback={props.callback}
        onStartAgain={props.onStartAgain}
        oauth={{ client: { id: clientIdAt(props.config, props), name: "An example client" } }}
        locale={pageWords.kit}
        onDone={setResult}
        onSignIn={() => setIsSigningIn(true)}
      />
      {isSigningIn && <p role="status">{words.signIn}</p>}
      {result !== null && (
        <section>
          <h2>{words.handedOver}</h2>
          <pre data-part="handed-over">{JSON.stringify(result, null, 2)}</pre>
        </section>
      )}
    </div>
  );
}
