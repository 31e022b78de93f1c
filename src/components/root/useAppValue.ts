"use client";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { createTranslator, type Translator } from "../../locales/createTranslator.js";
import { english } from "../../locales/languageSources.js";
import type { Locale, ProblemKey } from "../../locales/locale.js";
import type { Words } from "../../locales/words.js";
import { useLateModule } from "../../react/useLateModule.js";
import type { Reads } from "../../react/useReads.js";
import { systemClock } from "../../uia/browser/clock.js";
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
import { registrationParts, registrationWords } from "../late/registrationParts.js";
import { stagesByType } from "../late/stagesByType.js";
import { useWithWords } from "../late/useWithWords.js";
import { useIsLive } from "./useIsLive.js";
import { useShallowMemo } from "./useShallowMemo.js";
import { languageOf, type ShownWords } from "./useWords.js";

/** The value of the app context. */
export function useAppValue({
  options,
  settings: { device, inhibitLogin, refreshToken },
  reads,
  shown: { words },
  element,
}: {
  readonly options: RootOptions;
  readonly settings: RegistrationSettings;
  readonly reads: Reads;
  readonly shown: ShownWords;
  readonly element: HTMLElement | null;
}): AppValue {
  const { clock = systemClock, defaultValues = noDefaults } = options;
  const { translator, problemKeys } = useTranslator(options, words);
  return useShallowMemo<AppValue>({
    ...useAfterForm(options.stages, options.captcha, words),
    labelOfStage: useLabelOfStage(options.stages, translator),
    captcha: options.captcha === false ? undefined : options.captcha,
    translator,
    words,
    problemKeys,
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
}

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

function useTranslator(
  { locale = "en", messages, translate }: RootOptions,
  words: Words,
): Pick<AppValue, "translator" | "problemKeys"> {
  const texts = useSyncExternalStore(words.subscribe, words.getSnapshot, words.getSnapshot);
  // The kit has few languages; an app with its own translations may have any.
  const tag = translate === undefined ? undefined : languageOf(locale);
  const translator = useMemo(
    () => createTranslator(texts, { messages, translate, tag }),
    [texts, messages, translate, tag],
  );
  const problemKeys = useMemo(() => problemKeysOf(texts), [texts]);
  return { translator, problemKeys };
}

function problemKeysOf({ messages }: Locale): readonly ProblemKey[] {
  const keys = Object.keys({ ...english.getSnapshot().messages, ...messages });
  return keys.filter((key) => key.startsWith("problem.")) as ProblemKey[];
}

/** The parts that come after the form, once their words are there too. */
function useAfterForm(
  definitions: readonly StageDefinition[] | undefined,
  captcha: CaptchaOptions | false | undefined,
  words: Words,
): Pick<AppValue, "stages" | "validateAccount" | "FieldProblem"> {
  const hasCaptcha = captcha !== false;
  const late = useWithWords(registrationParts, words, registrationWords);
  const { module } = useLateModule(late, false);
  const { stageDefinitions = noStages, validateAccount, FieldProblem } = module ?? {};
  const stages = useMemo(
    () => stagesByType(stageDefinitions, definitions, hasCaptcha),
    [stageDefinitions, definitions, hasCaptcha],
  );
  return { stages, validateAccount, FieldProblem };
}

function useLabelOfStage(
  definitions: readonly StageDefinition[] | undefined,
  translator: Translator,
): AppValue["labelOfStage"] {
  return useCallback(
    (type: string) =>
      callApp(() =>
        definitions?.findLast((definition) => definition.type === type)?.label(translator),
      ),
    [definitions, translator],
  );
}

/** The announcements of a root, said while it is mounted. */
function useAnnouncements(clock: Clock): Announcements {
  const [announcements] = useState(() => createAnnouncements(clock));
  useEffect(() => announcements.start(), [announcements]);
  return announcements;
}
