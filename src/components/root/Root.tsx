"use client";
import { forwardRef, type ReactElement, type Ref, useEffect, useMemo, useState } from "react";
import type { Homeserver } from "../../discovery/homeserver.js";
import type { SignUpMethod } from "../../discovery/methods.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { type HomeserverState, useHomeserverIn } from "../../react/useHomeserver.js";
import { useLateModule } from "../../react/useLateModule.js";
import { useOwnedRegistration } from "../../react/useOwnedRegistration.js";
import { useReads } from "../../react/useReads.js";
import { useRegister, useSnapshot } from "../../react/useRegister.js";
import type { Callback } from "../../redirect/callback.js";
import type { RedirectOrigin } from "../../redirect/origin.js";
import { loadWhenIdle } from "../../uia/browser/lateModule.js";
import type { Registration } from "../../uia/machine/registration.js";
import type { RegistrationOptions } from "../../uia/run/registrationOptions.js";
import { builtInStages } from "../../uia/run/settingsOf.js";
import type {
  AccountDefaults,
  RegistrationRootOptions,
  RootOptions,
  RootProps,
  SectionProps,
} from "../context/appTypes.js";
import type { StageDefinition } from "../context/stageTypes.js";
import { useMethodChoice } from "../context/useMethodChoice.js";
import { homeserverName } from "../homeserver/homeserverName.js";
import { registrationParts, registrationWords } from "../late/registrationParts.js";
import { useWithWords } from "../late/useWithWords.js";
import { LateRootWithCallback } from "./LateRootWithCallback.js";
import { RootSection } from "./RootSection.js";
import { splitRegistrationOptions } from "./splitRegistrationOptions.js";
import { useIsLive } from "./useIsLive.js";
import { type ShownWords, useWords } from "./useWords.js";

export declare namespace Root {
  type Props = RootProps;
  /** The root's options besides where to make the account. */
  type Options = RootOptions;
  /** Where to make the account, and how. */
  type RegistrationOptions = RegistrationRootOptions;
}

/**
 * The root of all other parts: finds the homeserver, owns the registration (or takes yours) and provides
 * both. It needs at least `Announcer`, `HomeserverStatus`, `AccountForm` with its fields and an
 * `ErrorSummary`, `Pause`, `Stage`, `OtherMethods` and `Outcome` inside. Each part shows itself when it
 * has something to say. Renders a `section`; its `data-homeserver`, `data-status`, `data-activity` and
 * `data-stage` tell how far the registration is.
 */
export const Root = forwardRef<HTMLElement, Root.Props>(function Root(props, ref) {
  const { callback = null } = props;
  const shown = useWords(props.locale);
  // A server cannot know of a callback: what it rendered is taken over first.
  const isLive = useIsLive();
  // The callback that the user left by starting again.
  const [left, setLeft] = useState<Callback | null>(null);
  const [username, setUsername] = useState<string | undefined>(undefined);
  if (props.registration !== undefined) {
    return <RootWithRegistration {...props} shown={shown} elementRef={ref} />;
  }
  if (callback === null || callback === left || !isLive) {
    const defaultValues =
      username === undefined ? props.defaultValues : { ...props.defaultValues, username };
    return (
      <RootWithHomeserver
        {...props}
        shown={shown}
        defaultValues={defaultValues}
        takesFocus={left !== null}
        mayAsk={callback === left || callback === null}
        elementRef={ref}
      />
    );
  }
  const { homeserver, onHomeserverChange, onStartAgain } = props;
  const startAgain = (origin: RedirectOrigin | null) => {
    setLeft(callback);
    setUsername(origin?.username);
    if (origin === null) return;
    const { baseUrl, serverName = baseUrl } = origin.homeserver;
    if (homeserverName(origin.homeserver) !== homeserverName(homeserver)) {
      onHomeserverChange?.(serverName);
    }
  };
  return (
    <LateRootWithCallback
      {...props}
      shown={shown}
      callback={callback}
      startAgain={onStartAgain ?? startAgain}
      elementRef={ref}
    />
  );
});

/** With a registration of the app's own. */
function RootWithRegistration({
  registration,
  ...props
}: Extract<RootProps, { registration: Registration }> & {
  readonly shown: ShownWords;
  readonly elementRef: Ref<HTMLElement>;
}): ReactElement {
  const late = useWithWords(registrationParts, props.shown.words, registrationWords);
  useEffect(() => loadWhenIdle(late), [late]);
  return (
    <RootSection
      {...props}
      reads={useReads()}
      choice={useMethodChoice(null)}
      registration={useRegister(registration)}
    />
  );
}

function RootWithHomeserver({
  mayAsk,
  ...props
}: SectionProps &
  RegistrationRootOptions & {
    readonly shown: ShownWords;
    readonly takesFocus: boolean;
    readonly mayAsk: boolean;
    readonly elementRef: Ref<HTMLElement>;
  }): ReactElement {
  const { homeserver, trust = "listed", fetch, clock, stages, captcha, shown } = props;
  const { settings } = splitRegistrationOptions(props);
  const reads = useReads();
  const state = useHomeserverIn(reads, homeserver, {
    trust,
    issuers: props.oauth?.issuers,
    methods: props.methods,
    discovery: props.discovery,
    fetch,
    clock,
    mayAsk,
  });
  const hasClientId = props.oauth?.client?.id !== undefined;
  const { resume } = settings;
  const choice = useMethodChoice(state, { hasClientId, trust, resume });
  const defaultValues = useDefaultsFor(homeserver, props.defaultValues);
  const offersGuests = props.guests === true && props.guest === undefined;
  const target = registrationTarget(state, choice.method, offersGuests);
  const late = useWithWords(registrationParts, shown.words, registrationWords);
  const registration = useOwnedRegistration(
    target === null
      ? null
      : {
          ...withoutUndefined({ ...settings, fetch, clock }),
          ...target,
          trust,
          supportedStages: supportedStages(stages, captcha !== false),
          formStages: formStages(stages),
        },
    late,
  );
  const { module } = useLateModule(registrationParts, false);
  useEffect(() => module?.sweepTransactions(Date.now()), [module]);
  return (
    <RootSection
      {...props}
      defaultValues={defaultValues}
      reads={reads}
      choice={choice}
      registration={useSnapshot(registration)}
      homeserverState={state}
    />
  );
}

/** The registration to make: with the homeserver's flows, or for guests alone where it is closed. */
function registrationTarget(
  state: HomeserverState,
  method: SignUpMethod | null,
  offersGuests: boolean,
): Pick<RegistrationOptions, "homeserver" | "flows" | "kind"> | null {
  if (state.status === "found") {
    return method?.type === "uia" ? { homeserver: state.homeserver, flows: method } : null;
  }
  if (!offersGuests || state.status !== "unavailable" || state.reason !== "closed") return null;
  return state.homeserver === undefined ? null : { homeserver: state.homeserver, kind: "guest" };
}

/** The form's initial values, with the registration token only for the homeserver that it came with. */
function useDefaultsFor(
  homeserver: string | Homeserver,
  defaultValues: AccountDefaults | undefined,
): AccountDefaults | undefined {
  const place = typeof homeserver === "string" ? homeserver : homeserver.baseUrl;
  const hasToken = defaultValues?.registrationToken !== undefined;
  const [givenWith, setGivenWith] = useState<string | null>(null);
  if (hasToken && givenWith === null) setGivenWith(place);
  if (!hasToken && givenWith !== null) setGivenWith(null);
  const isForThis = !hasToken || givenWith === null || givenWith === place;
  return useMemo(
    () => (isForThis ? defaultValues : { ...defaultValues, registrationToken: undefined }),
    [isForThis, defaultValues],
  );
}

/** The types of all stages that can be done here. */
function supportedStages(
  ofApp: readonly StageDefinition[] = [],
  captcha: boolean,
): readonly string[] {
  const ofKit = builtInStages.filter((type) => captcha || type !== authTypes.recaptcha);
  return [...new Set([...ofKit, ...ofApp.map(({ type }) => type)])];
}

/** The types of the app's stages that have fields for the account form. */
function formStages(ofApp: readonly StageDefinition[] = []): readonly string[] {
  return ofApp.filter(({ fields }) => fields !== undefined).map(({ type }) => type);
}

/** Drops the keys without a value, for options that may be absent but not `undefined`. */
function withoutUndefined<Options extends object>(
  options: Options,
): { [Key in keyof Options]?: Exclude<Options[Key], undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as ReturnType<typeof withoutUndefined<Options>>;
}
