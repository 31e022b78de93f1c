"use client";
<<<<<<< HEAD
import { forwardRef, type ReactElement, type Ref, useState } from "react";
import { useHomeserver } from "../react/useHomeserver.js";
=======
import {
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactElement,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { createTranslator, type Translate } from "../locales/createTranslator.js";
import { directionOf } from "../locales/directionOf.js";
import en from "../locales/en.js";
import type { Locale, Messages } from "../locales/locale.js";
import type { Fetch } from "../protocol/request.js";
import type { Trust } from "../protocol/safeUrl.js";
import { type HomeserverState, useHomeserver } from "../react/useHomeserver.js";
>>>>>>> e68661c (locales: texts reviewed; waits by Intl; values isolated where directions mix; languages matched by script and region)
import { type UseRegister, useRegister } from "../react/useRegister.js";
import type { RegistrationOptions } from "../uia/registrationOptions.js";
import type { Registration } from "../uia/types.js";
import { homeserverName } from "./homeserverName.js";
import { RootSection } from "./RootSection.js";
import { RunOwner } from "./RunOwner.js";
import {
  type RootProps,
  type RunOptions,
  type SectionProps,
  splitRunOptions,
} from "./rootProps.js";
import type { StageDefinition } from "./stages/defineStage.js";
import { stagesByType } from "./stages/stageDefinitions.js";
import { useWays } from "./useWays.js";
import { withoutUndefined } from "./withoutUndefined.js";

<<<<<<< HEAD
export type { RootOptions, RootProps, RunOptions } from "./rootProps.js";
=======
/** What the root needs besides where to make the account. */
export interface RootOptions {
  /** How far the homeserver is trusted. Default `listed`: you named it in your code. */
  readonly trust?: Trust | undefined;
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
  /** Called by *Sign in*. */
  readonly onSignIn?: (() => void) | undefined;
  /** Where *Sign in* leads, if there is no `onSignIn`. */
  readonly signInUrl?: string | undefined;
  /**
   * The language: a locale, or a BCP 47 tag or several in order of preference (`navigator.languages`),
   * for which the best of the kit's languages is loaded. Default English.
   */
  readonly locale?: Locale | string | readonly string[] | undefined;
  /** Single texts in place of the locale's. */
  readonly messages?: Partial<Messages> | undefined;
  /** Your own translations, for all texts or some. */
  readonly translate?: Translate | undefined;
  /** Stages of your own, by `defineStage()`. */
  readonly stageRenderers?: readonly StageDefinition[] | undefined;
  /** For homeservers that ask for a captcha: where its script comes from, or another maker's. */
  readonly captcha?: CaptchaOptions | undefined;
  /** Whether guest accounts are offered. Default false: whether a homeserver allows them cannot be known. */
  readonly guests?: boolean | undefined;
  /** What the account form begins with. */
  readonly defaultValues?: AccountDefaults | undefined;
  /** Level of the headings, 1 to 6. Default 2. */
  readonly headingLevel?: HeadingLevel | undefined;
  /** Pictures beside words. Default none; the card has its own. */
  readonly icons?: Icons | undefined;
}

/** How to make the account; read when the run begins, but for the callbacks. */
type HowToRun = {
  readonly [Option in
    | "onDone"
    | "onEvent"
    | "device"
    | "inhibitLogin"
    | "resume"
    | "nextLink"
    | "refreshToken"
    | "chooseFlow"
    | "guest"]?: RegistrationOptions[Option] | undefined;
};

/** Where to make the account, and how. */
export interface RunOptions extends HowToRun {
  /** Server name, user ID or base URL; or a homeserver already found. */
  readonly homeserver: string | Homeserver;
}

export type RootProps = Omit<
  ComponentPropsWithoutRef<"section">,
  keyof RootOptions | keyof RunOptions
> &
  RootOptions &
  (
    | (RunOptions & { readonly registration?: undefined })
    /** A run of your own, by `createRegistration()`. */
    | ({ readonly registration: Registration } & Partial<Record<keyof RunOptions, undefined>>)
  );
>>>>>>> e68661c (locales: texts reviewed; waits by Intl; values isolated where directions mix; languages matched by script and region)

/**
 * Around all other parts: finds the homeserver, owns the run (or takes yours) and gives both to them.
 * Put in at least `Announcer`, `HomeserverStatus`, `AccountForm` with its fields and an
 * `ErrorSummary`, `Pause`, `Stage`, `OtherWays` and `Outcome`: each shows itself when it has something
 * to say. Renders a `section`; its `data-homeserver`, `data-status`, `data-activity` and `data-stage`
 * tell where things stand.
 */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(props, ref) {
  return props.registration === undefined ? (
    <RootWithHomeserver {...props} elementRef={ref} />
  ) : (
    <RootWithRun {...props} elementRef={ref} />
  );
});

function RootWithRun({
  registration,
  ...props
}: Extract<RootProps, { registration: Registration }> & {
  readonly elementRef: Ref<HTMLElement>;
}): ReactElement {
  const run = useRegister(registration);
  const ways = useWays(null);
  const { rest, runOptions } = splitRunOptions(props);
  return (
    <RootSection
      {...rest}
      run={run}
      homeserverState={null}
      nameOfHomeserver=""
      ways={ways}
      runOptions={runOptions}
    />
  );
}

function RootWithHomeserver(
  props: SectionProps & RunOptions & { readonly elementRef: Ref<HTMLElement> },
): ReactElement {
  const { homeserver, trust = "listed", fetch, clock, stageRenderers } = props;
  const { rest, runOptions } = splitRunOptions(props);
  const state = useHomeserver(homeserver, { trust, fetch });
  const ways = useWays(state);
  const [run, setRun] = useState<UseRegister | null>(null);
  const { way } = ways;
  const options: RegistrationOptions | null =
    state.status !== "found" || way?.way !== "uia"
      ? null
      : {
          ...withoutUndefined({ ...runOptions, fetch, clock }),
          homeserver: state.homeserver,
          flows: way,
          trust,
          supportedStages: [...stagesByType(stageRenderers).keys()],
          formStages: formStages(stageRenderers),
        };
  return (
    <RootSection
      {...rest}
      run={options === null ? null : run}
      homeserverState={state}
      nameOfHomeserver={homeserverName(homeserver)}
      ways={ways}
      runOptions={runOptions}
    >
      {options !== null && (
        <RunOwner key={options.homeserver.baseUrl} options={options} onChange={setRun} />
      )}
      {props.children}
    </RootSection>
  );
}

/** The stages that bring fields for the account form. */
function formStages(ofHost: readonly StageDefinition[] = []): readonly string[] {
  return ofHost.filter(({ fields }) => fields !== undefined).map(({ type }) => type);
}
<<<<<<< HEAD
=======

/**
 * Makes the run beside the parts, not around them: a change of the homeserver ends the run, but what
 * was typed into the parts stays.
 */
function RunOwner({
  options,
  onChange,
}: {
  options: RegistrationOptions;
  onChange: (run: UseRegister | null) => void;
}): null {
  const run = useRegister(options);
  useEffect(() => {
    onChange(run);
    return () => {
      onChange(null);
    };
  }, [run, onChange]);
  return null;
}

function RootSection({
  elementRef,
  run,
  homeserverState,
  nameOfHomeserver,
  trust = "listed",
  fetch,
  clock = systemClock,
  onSignIn,
  signInUrl,
  locale = en,
  messages,
  translate,
  stageRenderers,
  captcha,
  guests = false,
  defaultValues = noDefaults,
  headingLevel = 2,
  icons = noIcons,
  children,
  ...rest
}: SectionProps & {
  readonly run: UseRegister | null;
  readonly homeserverState: HomeserverState | null;
  /** What the host calls it, until it is found. */
  readonly nameOfHomeserver: string;
}): ReactElement {
  const words = useLocale(locale);
  const translator = useMemo(
    () => createTranslator(words ?? en, { messages, translate }),
    [words, messages, translate],
  );
  const stages = useMemo(() => stagesByType(stageRenderers), [stageRenderers]);
  const [announcements] = useState(createAnnouncements);
  const isLive = useIsLive();
  const hasMoved = useHasMoved(run);
  usePreloadedStages(run, homeserverState, stages);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(elementRef, () => element, [element]);
  const [resubmission] = useState(createResubmission);
  const serverName =
    run === null
      ? homeserverState?.status === "found"
        ? nameOf(homeserverState.homeserver)
        : nameOfHomeserver
      : nameOf(run.homeserver);
  const value = {
    run,
    homeserverState,
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
    captcha,
    headingLevel,
    icons,
    isLive,
    hasMoved,
    announcements,
    resubmission,
    element,
  };
  return (
    <section
      ref={setElement}
      data-part="root"
      lang={translator.tag}
      // Other languages take the direction of what is around, as the host's own texts do.
      dir={directionOf(translator.tag) === "rtl" ? "rtl" : undefined}
      aria-label={translator.text("root.label", { serverName })}
      // English would be seen for a moment before the words are there.
      hidden={words === null}
      {...rest}
      data-homeserver={homeserverText(homeserverState)}
      data-status={run?.status}
      data-activity={run?.activity}
      data-stage={run?.status === "stage" ? run.stage.type : undefined}
    >
      <RootProvider value={value}>{children}</RootProvider>
    </section>
  );
}

const noDefaults: AccountDefaults = {};
const noIcons: Icons = {};

/** Once the form is sent, what every flow will ask for is loaded beside it. */
function usePreloadedStages(
  run: UseRegister | null,
  state: HomeserverState | null,
  stages: ReadonlyMap<string, StageDefinition>,
): void {
  const isSending = run?.status === "account" && run.activity === "sending";
  const uia = state?.status === "found" ? state.ways.find(({ way }) => way === "uia") : undefined;
  useEffect(() => {
    if (!isSending || uia?.way !== "uia") return;
    const [first = [], ...others] = uia.flows;
    for (const type of first.filter((each) => others.every((flow) => flow.includes(each)))) {
      // Whoever comes to the stage is told what went wrong, and tries again.
      stages
        .get(type)
        ?.preload?.()
        .catch(() => undefined);
    }
  }, [isSending, uia, stages]);
}

type View = string | null;

/** Whether the person has come from one view of the run to another. */
function useHasMoved(run: UseRegister | null): boolean {
  const view: View =
    run === null ? null : run.status === "stage" ? `stage ${run.stage.type}` : run.status;
  const [firstView, setFirstView] = useState(view);
  const [hasMoved, setHasMoved] = useState(false);
  if (firstView === null && view !== null) setFirstView(view);
  if (!hasMoved && firstView !== null && view !== null && view !== firstView) setHasMoved(true);
  return hasMoved;
}

function homeserverText(state: HomeserverState | null): string {
  switch (state?.status) {
    case undefined:
      return "uia";
    case "finding":
      return "finding";
    case "unavailable":
      return state.reason;
    case "found":
      return state.ways.some(({ way }) => way === "uia") ? "uia" : state.preferred.way;
  }
}

function nameOf(homeserver: string | Homeserver): string {
  const { serverName, baseUrl } =
    typeof homeserver === "string" ? { serverName: undefined, baseUrl: homeserver } : homeserver;
  return serverName ?? (/^https?:/i.test(baseUrl) ? hostOf(baseUrl) : baseUrl);
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

function withoutRunOptions<Props extends Partial<Record<keyof RunOptions, unknown>>>(props: Props) {
  const {
    homeserver: _homeserver,
    onDone: _onDone,
    onEvent: _onEvent,
    device: _device,
    inhibitLogin: _inhibitLogin,
    resume: _resume,
    nextLink: _nextLink,
    refreshToken: _refreshToken,
    chooseFlow: _chooseFlow,
    guest: _guest,
    ...rest
  } = props;
  return rest;
}
>>>>>>> e68661c (locales: texts reviewed; waits by Intl; values isolated where directions mix; languages matched by script and region)
