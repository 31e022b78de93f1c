"use client";
import {
  type ReactElement,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import type { Homeserver } from "../../discovery/homeserver.js";
import { createTranslator, type Translator } from "../../locales/createTranslator.js";
import { directionOf } from "../../locales/directionOf.js";
import en from "../../locales/languages/en.js";
import { parseUserId } from "../../protocol/guards/identifiers.js";
import type { HomeserverState } from "../../react/useHomeserver.js";
import type { Reads } from "../../react/useReads.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { ReturnState } from "../../react/useReturned.js";
import { systemClock } from "../../uia/browser/clock.js";
import { type AccountDefaults, RootProvider } from "../context/RootContext.js";
import { createResubmission } from "../context/resubmission.js";
import type { RegistrationSettings, SectionProps } from "../context/rootProps.js";
import type { MethodChoice } from "../context/useMethodChoice.js";
import { createUsernameSoFar } from "../context/usernameSoFar.js";
import { homeserverName } from "../homeserver/homeserverName.js";
import { stagesByType } from "../stages/stageDefinitions.js";
import type { Elements } from "../ui/Elements.js";
import type { Icons } from "../ui/Icon.js";
import { useAnnouncements } from "./useAnnouncements.js";
import { useHasMoved } from "./useHasMoved.js";
import { useIsLive } from "./useIsLive.js";
import { languageOf, useLocale } from "./useLocale.js";
import { usePreloadedStages } from "./usePreloadedStages.js";

/** The root's element, and what its parts share. */
export function RootSection({
  elementRef,
  reads,
  run,
  homeserverState,
  nameOfHomeserver,
  choice,
  methods,
  runOptions,
  trust = "listed",
  fetch,
  clock = systemClock,
  onSignIn,
  signInUrl,
  locale = en,
  messages,
  translate,
  stages: definitions,
  captcha,
  guests = false,
  defaultValues = noDefaults,
  headingLevel = 2,
  homeservers = noHomeservers,
  allowAnyHomeserver = false,
  onHomeserverChange,
  icons = noIcons,
  elements = noElements,
  estimateStrength,
  callback,
  returned = null,
  startAgain = nothing,
  takesFocus = false,
  onStartAgain: _onStartAgain,
  returnUrl,
  oauth,
  sso,
  providerIcons = true,
  children,
  ...rest
}: SectionProps & {
  readonly elementRef: Ref<HTMLElement>;
  readonly reads: Reads;
  readonly run: UseRegister | null;
  readonly homeserverState: HomeserverState | null;
  /** What the host calls it, until it is found. */
  readonly nameOfHomeserver: string;
  readonly choice: MethodChoice;
  readonly runOptions: RegistrationSettings;
  readonly returned?: ReturnState | null;
  readonly startAgain?: () => void;
  /** Whether the person was brought here from what is gone. */
  readonly takesFocus?: boolean;
}): ReactElement {
  const words = useLocale(locale);
  // The kit has words in few languages, a host that translates by itself in any.
  const tag = translate === undefined ? undefined : languageOf(locale);
  const translator = useMemo(
    () => createTranslator(words ?? en, { messages, translate, tag }),
    [words, messages, translate, tag],
  );
  const captchaHere = captcha !== false;
  const stages = useMemo(() => stagesByType(definitions, captchaHere), [definitions, captchaHere]);
  const labelOfStage = useCallback(
    (type: string) =>
      definitions?.findLast((definition) => definition.type === type)?.label(translator),
    [definitions, translator],
  );
  const announcements = useAnnouncements(clock);
  const isLive = useIsLive();
  // Who comes back was brought here by nothing but the page.
  const hasMoved = useHasMoved(run) || returned !== null;
  usePreloadedStages(run, choice.method, stages);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(elementRef, () => element, [element]);
  const isShown = words !== null;
  useEffect(() => {
    if (takesFocus && isShown) element?.focus();
  }, [takesFocus, isShown, element]);
  const [resubmission] = useState(createResubmission);
  const [usernameSoFar] = useState(createUsernameSoFar);
  const found = foundHomeserver(run, homeserverState, returned);
  const serverName = found === null ? nameOfHomeserver : homeserverName(found);
  const value = {
    run,
    homeserverState,
    isForGuestsAlone: run !== null && homeserverState?.status === "unavailable",
    found,
    ...choice,
    methods,
    reads,
    picker: { homeservers, allowAny: allowAnyHomeserver, onChange: onHomeserverChange },
    runOptions,
    returned,
    startAgain,
    returnUrl,
    oauth,
    sso,
    providerIcons,
    serverName,
    translator,
    trust,
    fetch,
    clock,
    guests,
    defaultValues,
    onSignIn,
    signInUrl,
    stages,
    labelOfStage,
    captcha: captcha === false ? undefined : captcha,
    headingLevel,
    icons,
    elements,
    estimateStrength,
    isLive,
    hasMoved,
    announcements,
    resubmission,
    usernameSoFar,
    element,
  };
  return (
    <section
      ref={setElement}
      data-part="root"
      lang={translator.tag}
      // Other languages take the direction of what is around, as the host's own texts do.
      dir={directionOf(translator.tag) === "rtl" ? "rtl" : undefined}
      aria-label={labelOf(returned, serverName, translator)}
      // English would be seen for a moment before the words are there.
      hidden={!isShown}
      tabIndex={takesFocus ? -1 : undefined}
      {...rest}
      data-homeserver={
        returned === null ? homeserverText(homeserverState, choice) : callback?.method
      }
      data-status={returned === null ? run?.status : statusText(returned)}
      data-activity={run?.activity}
      data-stage={run?.status === "stage" ? run.stage.type : undefined}
    >
      <RootProvider value={value}>{children}</RootProvider>
    </section>
  );
}

const noDefaults: AccountDefaults = {};
const noIcons: Icons = {};
const noElements: Elements = {};
const noHomeservers: readonly string[] = [];

function foundHomeserver(
  run: UseRegister | null,
  state: HomeserverState | null,
  returned: ReturnState | null,
): Homeserver | null {
  if (run !== null) return run.homeserver;
  if (returned !== null) {
    return returned.status === "signedIn"
      ? returned.homeserver
      : (returned.origin?.homeserver ?? null);
  }
  return state?.status === "found" ? state.homeserver : null;
}

/** Who comes back may have left for another homeserver than the one that is named. */
function labelOf(returned: ReturnState | null, serverName: string, translator: Translator): string {
  switch (returned?.status) {
    case undefined:
      return translator.text("root.label", { serverName });
    case "finishing":
      return translator.text("returned.finishing");
    case "failed":
      return translator.text("returned.failedHeading");
    case "signedIn":
      return translator.text("root.label", {
        serverName: parseUserId(returned.userId)?.serverName ?? serverName,
      });
  }
}

function nothing(): undefined {
  return undefined;
}

/** As a run in the same place would have it. */
function statusText({ status }: ReturnState): "done" | "failed" | undefined {
  if (status === "finishing") return undefined;
  return status === "signedIn" ? "done" : "failed";
}

function homeserverText(state: HomeserverState | null, { method }: MethodChoice): string {
  if (state?.status === "finding") return "finding";
  if (state?.status === "unavailable") return state.reason;
  // A run of the host's own.
  return method?.type ?? "uia";
}
