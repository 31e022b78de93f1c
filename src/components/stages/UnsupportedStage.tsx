"use client";
import type { ReactElement } from "react";
import { stageName } from "../../locales/stageName.js";
import { useRoot } from "../RootContext.js";
import type { StageProps } from "./defineStage.js";

/** A stage that nothing here can do: which one, and whose wish it is. */
export function UnsupportedStage({ stage, translator }: StageProps): ReactElement {
  const { serverName } = useRoot("Register.Stage");
  return (
    <p>
      {translator.text("stage.unsupported.text", {
        serverName,
        stage: stageName(stage.type, translator),
      })}
    </p>
  );
}
