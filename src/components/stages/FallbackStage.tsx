"use client";
import type { ReactElement } from "react";
import { stageName } from "../../locales/stageName.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { useLacksFallbackPage } from "../../react/useLacksFallbackPage.js";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { ProblemText } from "../ui/ProblemMessage.js";
import { Text } from "../ui/Text.js";
import { HomeserverPage } from "./HomeserverPage.js";
import { OtherFlows } from "./OtherFlows.js";

/** A stage that the user does on the homeserver's own page. Without a page, the other flows alone. */
export function FallbackStage(props: StageRendererProps): ReactElement {
  const { stage, translator } = props;
  const { labelOfStage, fetch } = useApp("Register.Stage");
  const { registration } = useRegistrationView("Register.Stage");
  const { serverName } = useHomeserverContext("Register.Stage");
  const url = props.fallbackUrl();
  const name = stageName(stage.type, translator, labelOfStage);
  const values = { serverName, stage: name };
  const isAbsent = useLacksFallbackPage(stage.type, {
    homeserver: registration?.homeserver,
    fetch,
  });
  return (
    <>
      {url === undefined ? (
        <p>
          <Text parts={translator.text("stage.unsupported.text", values)} />
        </p>
      ) : (
        <>
          <p>
            <Text parts={translator.text("stage.fallback.text", values)} />
            {stage.type === authTypes.password && (
              <span>{` ${translator.text("stage.fallback.password")}`}</span>
            )}
          </p>
          {isAbsent ? (
            <ProblemText role="alert">
              {translator.text("stage.fallback.absent", { serverName })}
            </ProblemText>
          ) : (
            <HomeserverPage {...props} url={url} next={translator.text("stage.fallback.next")} />
          )}
        </>
      )}
      <OtherFlows />
    </>
  );
}
