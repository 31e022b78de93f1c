"use client";
import { type ReactElement, useEffect } from "react";
import { stageName } from "../../locales/stageName.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { Paragraph } from "../ui/Elements.js";
import { ProblemText } from "../ui/problem/ProblemText.js";
import { Text } from "../ui/Text.js";
import { siteKeyOf } from "./captcha/siteKey.js";
import { HomeserverPage } from "./HomeserverPage.js";
import { OtherFlows } from "./OtherFlows.js";

/** A stage that the user does on the homeserver's own page. Without a page, the other flows alone. */
export function FallbackStage(props: StageRendererProps): ReactElement {
  const { stage, translator } = props;
  const { labelOfStage } = useApp("Register.Stage");
  const { serverName } = useHomeserverContext("Register.Stage");
  const url = props.fallbackUrl();
  const isCaptcha = siteKeyOf(stage) !== undefined;
  const name = stageName(stage.type, translator, labelOfStage);
  const values = { serverName, stage: name };
  useCaptchaWarning(isCaptcha && url === undefined);
  return (
    <>
      {url === undefined ? (
        <ProblemText role="alert">
          <Text
            parts={translator.text(
              isCaptcha ? "stage.unsupported.captcha" : "stage.unsupported.text",
              values,
            )}
          />
        </ProblemText>
      ) : (
        <>
          <Paragraph>
            <Text parts={translator.text("stage.fallback.text", values)} />
            {stage.type === authTypes.password && (
              <span>{` ${translator.text("stage.fallback.password")}`}</span>
            )}
          </Paragraph>
          <HomeserverPage {...props} url={url} next={translator.text("stage.fallback.next")} />
        </>
      )}
      <OtherFlows />
    </>
  );
}

/** Tells the app's owner that a captcha can be done nowhere, as the app does not show it in place. */
function useCaptchaWarning(isNowhere: boolean): void {
  const { stages } = useApp("Register.Stage");
  const { serverName } = useHomeserverContext("Register.Stage");
  const isLeftOut = isNowhere && !stages.has(authTypes.recaptcha);
  useEffect(() => {
    if (!isLeftOut) return;
    // oxlint-disable-next-line no-console -- Only the app's owner can mend it.
    console.warn(
      `${serverName} asks for a captcha and has no page of its own for it. Show it in place: do not set \`captcha\` to false; build the standalone page with CAPTCHA_HOST.`,
    );
  }, [isLeftOut, serverName]);
}
