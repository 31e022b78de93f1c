"use client";
import { type ReactElement, useEffect, useRef } from "react";
import { stageName } from "../../../locales/stageName.js";
import type { Problem } from "../../../uia/machine/problems/problem.js";
import { useApp, useHomeserverContext } from "../../context/contexts.js";
import type { StageRendererProps } from "../../context/stageTypes.js";
import { ActionButton } from "../../ui/ActionButton.js";
import { Paragraph } from "../../ui/Elements.js";
import { ProblemText } from "../../ui/problem/ProblemText.js";
import { Text } from "../../ui/Text.js";
import { FallbackStage } from "../FallbackStage.js";
import { HomeserverPage } from "../HomeserverPage.js";
import { OtherFlows } from "../OtherFlows.js";
import { StageAlert } from "../StageForm.js";
import { siteKeyOf } from "./siteKey.js";
import { useCaptcha } from "./useCaptcha.js";

/**
 * `m.login.recaptcha`. The homeserver's own page is always offered: no script can find out that a
 * site key belongs to another domain.
 *
 * Where the widget is not allowed, that page is the only way.
 */
export function RecaptchaStage(props: StageRendererProps): ReactElement {
  const { trust } = useApp("Register.Stage");
  const siteKey = siteKeyOf(props.stage);
  return trust !== "any" && siteKey !== undefined ? (
    <Widget {...props} siteKey={siteKey} />
  ) : (
    <FallbackStage {...props} />
  );
}

function Widget(props: StageRendererProps & { readonly siteKey: string }): ReactElement {
  const { siteKey, stage, problem, activity, submit, translator } = props;
  const isBusy = activity !== "idle";
  const { announcements, labelOfStage } = useApp("Register.Stage");
  const { serverName } = useHomeserverContext("Register.Stage");
  const section = useRef<HTMLElement>(null);
  const answered = useRef<{ readonly after: Problem | null; isSent: boolean } | null>(null);
  const { state, container, reset, tryAgain } = useCaptcha(siteKey, (response) => {
    answered.current = { after: problem, isSent: isBusy };
    if (!isBusy) submit({ response });
  });
  // While this is still the stage, the widget has to give another answer.
  useEffect(() => {
    const answer = answered.current;
    if (answer === null) return;
    if (isBusy) {
      answer.isSent = true;
    } else if (answer.isSent || problem !== answer.after) {
      answered.current = null;
      reset();
    }
  }, [isBusy, problem, reset]);

  const isGone = state === "blocked" || state === "failed";
  const isSilent = state === "silent";
  const isStuck = isGone || isSilent;
  const silent = isSilent ? translator.text("stage.recaptcha.silent") : "";
  useEffect(
    () => (silent === "" ? undefined : announcements.announce(silent)),
    [announcements, silent],
  );
  const expired = state === "expired" ? translator.text("stage.recaptcha.expired") : "";
  useEffect(
    () => (expired === "" ? undefined : announcements.announce(expired, "assertive")),
    [announcements, expired],
  );

  const url = props.fallbackUrl();
  const isAboutPage = problem?.code === "notFinishedYet" || problem?.code === "pageOutdated";
  return (
    <>
      {!isGone && <Paragraph>{translator.text("stage.recaptcha.text")}</Paragraph>}
      {!isAboutPage && <StageAlert problem={problem} />}
      {expired !== "" && <ProblemText>{expired}</ProblemText>}
      <section
        ref={section}
        data-part="captcha"
        aria-label={translator.text("stage.recaptcha.label")}
        tabIndex={-1}
      >
        {state === "loading" && <Paragraph>{translator.text("stage.recaptcha.loading")}</Paragraph>}
        {isGone && (
          <>
            <ProblemText role="alert">{translator.text(`stage.recaptcha.${state}`)}</ProblemText>
            <ActionButton
              data-part="retry"
              onClick={() => {
                // The button is removed, and the focus would be lost with it.
                section.current?.focus();
                announcements.announce(translator.text("stage.recaptcha.loading"));
                tryAgain();
              }}
            >
              {translator.text("action.tryAgain")}
            </ActionButton>
          </>
        )}
        <div ref={container} data-part="captcha-widget" />
      </section>
      {isSilent && <ProblemText>{translator.text("stage.recaptcha.silent")}</ProblemText>}
      {url === undefined && isStuck && (
        <ProblemText>
          <Text
            parts={translator.text("stage.unsupported.text", {
              serverName,
              stage: stageName(stage.type, translator, labelOfStage),
            })}
          />
        </ProblemText>
      )}
      {url !== undefined && (
        <div data-part="trouble">
          <Paragraph>
            <Text parts={translator.text("stage.recaptcha.trouble", { serverName })} />
          </Paragraph>
          <HomeserverPage
            {...props}
            url={url}
            kind="secondary"
            next={translator.text("stage.recaptcha.next")}
            problem={isAboutPage ? problem : null}
          />
        </div>
      )}
      <OtherFlows />
    </>
  );
}
