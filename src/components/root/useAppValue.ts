"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { createTranslator, type Translator } from "../../locales/createTranslator.js";
import en from "../../locales/languages/en.js";
import { useLateModule } from "../../react/useLateModule.js";
import type { Reads } from "../../react/useReads.js";
import { systemClock } from "../../uia/browser/clock.js";
import type { ProblemCode } from "../../uia/machine/problems/problem.js";
import type { Clock } from "../../uia/machine/types.js";
import { callApp } from "../../uia/run/callApp.js";
import { type Announcements, createAnnouncements } from "../context/announcements.js";
import type {
  AccountDefaults,
  Elements,
  Icons,
  RegistrationSettings,
  RootOptions,
} from "../context/appTypes.js";
import type { AppValue } from "../context/contexts.js";
import type { FormHandle } from "../context/formHandle.js";
import type { CaptchaOptions, StageDefinition } from "../context/stageTypes.js";
import { registrationParts } from "../late/registrationParts.js";
import { stagesByType } from "../late/stagesByType.js";
import { useIsLive } from "./useIsLive.js";
import { languageOf, useLocale } from "./useLocale.js";
import { useShallowMemo } from "./useShallowMemo.js";

/** The value of the app context, and whether its texts are loaded. */
export function useAppValue({
  options,
  settings: { device, inhibitLogin, refreshToken },
  reads,
  element,
}: {
  readonly options: RootOptions;
  readonly settings: RegistrationSettings;
  readonly reads: Reads;
  readonly element: HTMLElement | null;
}): { readonly app: AppValue; readonly isLoaded: boolean } {
  const { clock = systemClock, defaultValues = noDefaults } = options;
  const { translator, isLoaded } = useTranslator(options);
  const app = useShallowMemo<AppValue>({
    ...useStages(options.stages, options.captcha, translator),
    translator,
    problemCodes,
    clock,
    reads,
    element,
    device,
    inhibitLogin,
    refreshToken,
    defaultValues: useShallowMemo(defaultValues),
    announcements: useAnnouncements(clock),
    form: useRef<FormHandle>(null),
    isLive: useIsLive(),
    trust: options.trust ?? "listed",
    fetch: options.fetch,
    onSignIn: options.onSignIn,
    signInUrl: options.signInUrl,
    guests: options.guests ?? false,
    headingLevel: options.headingLevel ?? 2,
    icons: options.icons ?? noIcons,
    elements: options.elements ?? noElements,
    estimateStrength: options.estimateStrength,
    returnUrl: options.returnUrl,
    methods: options.methods,
    oauth: options.oauth,
    sso: options.sso,
    providerIcons: options.providerIcons ?? true,
    homeservers: options.homeservers ?? noHomeservers,
    allowAnyHomeserver: options.allowAnyHomeserver ?? false,
    onHomeserverChange: options.onHomeserverChange,
  });
  return { app, isLoaded };
}

const problemPrefix = "problem.";
const problemCodes = Object.keys(en.messages)
  .filter((key) => key.startsWith(problemPrefix))
  .map((key) => key.slice(problemPrefix.length) as ProblemCode);

const noDefaults: AccountDefaults = {};
const noIcons: Icons = {};
const noElements: Elements = {};
const noHomeservers: readonly string[] = [];
const noStages: readonly StageDefinition[] = [];

/** Splits the root's options from the attributes of its element. */
export function splitRootOptions<Props extends RootOptions>(props: Props) {
  const { trust, fetch, clock, onSignIn, signInUrl, locale, messages, translate, ...more } = props;
  const { stages, captcha, guests, defaultValues, headingLevel, estimateStrength, ...most } = more;
  const { elements, icons, callback, onStartAgain, returnUrl, oauth, sso, ...others } = most;
  const { methods, discovery, providerIcons, homeservers, ...last } = others;
  const { allowAnyHomeserver, onHomeserverChange, ...rest } = last;
  const options: RootOptions = {
    ...{ trust, fetch, clock, onSignIn, signInUrl, locale, messages, translate },
    ...{ stages, captcha, guests, defaultValues, headingLevel, estimateStrength },
    ...{ elements, icons, callback, onStartAgain, returnUrl, oauth, sso },
    ...{ methods, discovery, providerIcons, homeservers },
    ...{ allowAnyHomeserver, onHomeserverChange },
  };
  return { options, rest };
}

function useTranslator({ locale = en, messages, translate }: RootOptions): {
  readonly translator: Translator;
  readonly isLoaded: boolean;
} {
  const texts = useLocale(locale);
  // The kit has few languages; an app with its own translations may have any.
  const tag = translate === undefined ? undefined : languageOf(locale);
  const translator = useMemo(
    () => createTranslator(texts ?? en, { messages, translate, tag }),
    [texts, messages, translate, tag],
  );
  return { translator, isLoaded: texts !== null };
}

function useStages(
  definitions: readonly StageDefinition[] | undefined,
  captcha: CaptchaOptions | false | undefined,
  translator: Translator,
): Pick<AppValue, "stages" | "labelOfStage" | "captcha"> {
  const hasCaptcha = captcha !== false;
  const { stageDefinitions = noStages } = useLateModule(registrationParts, false).module ?? {};
  const stages = useMemo(
    () => stagesByType(stageDefinitions, definitions, hasCaptcha),
    [stageDefinitions, definitions, hasCaptcha],
  );
  const labelOfStage = useCallback(
    (type: string) =>
      callApp(() =>
        definitions?.findLast((definition) => definition.type === type)?.label(translator),
      ),
    [definitions, translator],
  );
  return { stages, labelOfStage, captcha: captcha === false ? undefined : captcha };
}

/** The announcements of a root, said while it is mounted. */
function useAnnouncements(clock: Clock): Announcements {
  const [announcements] = useState(() => createAnnouncements(clock));
  useEffect(() => announcements.start(), [announcements]);
  return announcements;
}
