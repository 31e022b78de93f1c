"use client";
import type { ReactElement } from "react";
import type { StageProps } from "./defineStage.js";

/** `m.login.dummy` does itself; these words are seen if it takes long. */
export function DummyStage({ translator }: StageProps): ReactElement {
  return <p>{translator.text("stage.dummy.text")}</p>;
}
