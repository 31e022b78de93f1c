"use client";
import type { ReactElement } from "react";
import { stageName } from "../../locales/stageName.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { useRoot } from "../context/RootContext.js";
import type { StageProps } from "./defineStage.js";
import { HomeserverPage } from "./HomeserverPage.js";
import { OtherFlows } from "./OtherFlows.js";

/**
 * A stage that is done on the homeserver's own page: which one, and whose wish it is. Where there is
 * no such page, the other ways.
 */
export function FallbackStage(props: StageProps): ReactElement {
  const { stage, translator } = props;
  const { serverName, labelOfStage } = useRoot("Register.Stage");
  const url = props.fallbackUrl();
  const name = stageName(stage.type, translator, labelOfStage);
  const values = { serverName, stage: name };
  return (
    <>
      {url === undefined ? (
        <p>{translator.text("stage.unsupported.text", values)}</p>
      ) : (
        <>
          <p>
            {translator.text("stage.fallback.text", values)}
            {stage.type === authTypes.password && ` ${translator.text("stage.fallback.password")}`}
          </p>
          <HomeserverPage {...props} url={url} next={translator.text("stage.fallback.next")} />
        </>
      )}
      <OtherFlows />
    </>
  );
}
