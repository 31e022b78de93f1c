"use client";
import { forwardRef, type ReactElement, type Ref, useEffect, useState } from "react";
import type { Homeserver } from "../../discovery/homeserver.js";
import type { SignUpMethod } from "../../discovery/methods.js";
import { type HomeserverState, useHomeserverIn } from "../../react/useHomeserver.js";
import { useReads } from "../../react/useReads.js";
import { type UseRegister, useRegister } from "../../react/useRegister.js";
import { useReturned } from "../../react/useReturned.js";
import type { Callback } from "../../redirect/callback.js";
import type { RedirectOrigin } from "../../redirect/origin.js";
import { sweepTransactions } from "../../redirect/transactions.js";
import type { Registration } from "../../uia/machine/types.js";
import type { RegistrationOptions } from "../../uia/run/registrationOptions.js";
import type { AccountDefaults } from "../context/RootContext.js";
import {
  type RegistrationRootOptions,
  type RootProps,
  type SectionProps,
  splitRegistrationOptions,
} from "../context/rootProps.js";
import { useMethodChoice } from "../context/useMethodChoice.js";
import { homeserverName } from "../homeserver/homeserverName.js";
import type { StageDefinition } from "../stages/defineStage.js";
import { stagesByType } from "../stages/stageDefinitions.js";
import { RegistrationOwner } from "./RegistrationOwner.js";
import { RootSection } from "./RootSection.js";
import { withoutUndefined } from "./withoutUndefined.js";

export type {
  RegistrationRootOptions,
  RootOptions,
  RootProps,
} from "../context/rootProps.js";

/**
 * Around all other parts: finds the homeserver, owns the run (or takes yours) and gives both to them.
 * Put in at least `Announcer`, `HomeserverStatus`, `AccountForm` with its fields and an
 * `ErrorSummary`, `Pause`, `Stage`, `OtherMethods` and `Outcome`: each shows itself when it has something
 * to say. Renders a `section`; its `data-homeserver`, `data-status`, `data-activity` and `data-stage`
 * tell where things stand.
 */
export const Root = forwardRef<HTMLElement, RootProps>(function Root(props, ref) {
  const { callback = null } = props;
  // A callback is over once the person starts again.
  const [over, setOver] = useState<Callback | null>(null);
  const [username, setUsername] = useState<string | undefined>(undefined);
  if (props.registration !== undefined) return <RootWithRun {...props} elementRef={ref} />;
  if (callback === null || callback === over) {
    const defaultValues =
      username === undefined ? props.defaultValues : { ...props.defaultValues, username };
    return (
      <RootWithHomeserver
        {...props}
        defaultValues={defaultValues}
        takesFocus={over !== null}
        elementRef={ref}
      />
    );
  }
  const { homeserver, onHomeserverChange, onStartAgain } = props;
  const startAgain = (origin: RedirectOrigin | null) => {
    setOver(callback);
    setUsername(origin?.username);
    if (origin === null) return;
    const { baseUrl, serverName = baseUrl } = origin.homeserver;
    if (homeserverName(origin.homeserver) !== homeserverName(homeserver)) {
      onHomeserverChange?.(serverName);
    }
  };
  return (
    <RootWithCallback
      {...props}
      callback={callback}
      startAgain={onStartAgain ?? startAgain}
      elementRef={ref}
    />
  );
});

/** Somebody came back: the homeserver is the one they left for, and is asked nothing else. */
function RootWithCallback({
  callback,
  startAgain,
  ...props
}: SectionProps &
  RegistrationRootOptions & {
    readonly callback: Callback;
    readonly startAgain: (origin: RedirectOrigin | null) => void;
    readonly elementRef: Ref<HTMLElement>;
  }): ReactElement {
  const { fetch, clock, homeserver, inhibitLogin, onDone } = props;
  const reads = useReads();
  const returned = useReturned(callback, { fetch, clock, inhibitLogin, onDone });
  const choice = useMethodChoice(null);
  const { rest, runOptions } = splitRegistrationOptions(props);
  return (
    <RootSection
      {...rest}
      reads={reads}
      run={null}
      homeserverState={null}
      nameOfHomeserver={homeserverName(homeserver)}
      choice={choice}
      runOptions={runOptions}
      callback={callback}
      returned={returned}
      startAgain={() => {
        startAgain(returned === null || returned.status === "signedIn" ? null : returned.origin);
      }}
    />
  );
}

function RootWithRun({
  registration,
  ...props
}: Extract<RootProps, { registration: Registration }> & {
  readonly elementRef: Ref<HTMLElement>;
}): ReactElement {
  const reads = useReads();
  const run = useRegister(registration);
  const choice = useMethodChoice(null);
  const { rest, runOptions } = splitRegistrationOptions(props);
  return (
    <RootSection
      {...rest}
      reads={reads}
      run={run}
      homeserverState={null}
      nameOfHomeserver=""
      choice={choice}
      runOptions={runOptions}
    />
  );
}

function RootWithHomeserver(
  props: SectionProps &
    RegistrationRootOptions & {
      readonly takesFocus: boolean;
      readonly elementRef: Ref<HTMLElement>;
    },
): ReactElement {
  const { homeserver, trust = "listed", fetch, clock, stages, captcha } = props;
  const { rest, runOptions } = splitRegistrationOptions(props);
  const reads = useReads();
  const state = useHomeserverIn(reads, homeserver, {
    trust,
    issuers: props.oauth?.issuers,
    methods: props.methods,
    fetch,
    clock,
  });
  const choice = useMethodChoice(state, { hasClientId: props.oauth?.client?.id !== undefined });
  const defaultValues = useDefaultsFor(homeserver, props.defaultValues);
  const [run, setRun] = useState<UseRegister | null>(null);
  useEffect(() => sweepTransactions(Date.now()), []);
  const wanted = whatToRun(
    state,
    choice.method,
    props.guests === true && props.guest === undefined,
  );
  const options: RegistrationOptions | null =
    wanted === null
      ? null
      : {
          ...withoutUndefined({ ...runOptions, fetch, clock }),
          ...wanted,
          trust,
          supportedStages: [...stagesByType(stages, captcha !== false).keys()],
          formStages: formStages(stages),
        };
  return (
    <RootSection
      {...rest}
      defaultValues={defaultValues}
      reads={reads}
      run={isRunOn(run, options?.homeserver) ? run : null}
      homeserverState={state}
      nameOfHomeserver={homeserverName(homeserver)}
      choice={choice}
      runOptions={runOptions}
    >
      {options !== null && (
        <RegistrationOwner key={options.homeserver.baseUrl} options={options} onChange={setRun} />
      )}
      {props.children}
    </RootSection>
  );
}

/** Not for a moment is a run of the homeserver before taken for one of this. */
function isRunOn(run: UseRegister | null, homeserver: Homeserver | undefined): boolean {
  return run !== null && run.homeserver.baseUrl === homeserver?.baseUrl;
}

/** The run for the way of stages; on a closed homeserver, which may let guests in all the same, for these. */
function whatToRun(
  state: HomeserverState,
  method: SignUpMethod | null,
  guests: boolean,
): Pick<RegistrationOptions, "homeserver" | "flows" | "kind"> | null {
  if (state.status === "found") {
    return method?.type === "uia" ? { homeserver: state.homeserver, flows: method } : null;
  }
  if (!guests || state.status !== "unavailable" || state.reason !== "closed") return null;
  return state.homeserver === undefined ? null : { homeserver: state.homeserver, kind: "guest" };
}

/** What the form begins with: a registration token only where the homeserver is the one it came with. */
function useDefaultsFor(
  homeserver: string | Homeserver,
  defaultValues: AccountDefaults | undefined,
): AccountDefaults | undefined {
  const place = typeof homeserver === "string" ? homeserver : homeserver.baseUrl;
  const hasToken = defaultValues?.registrationToken !== undefined;
  const [givenWith, setGivenWith] = useState<string | null>(null);
  if (hasToken && givenWith === null) setGivenWith(place);
  if (!hasToken && givenWith !== null) setGivenWith(null);
  return !hasToken || givenWith === place
    ? defaultValues
    : { ...defaultValues, registrationToken: undefined };
}

/** The stages that bring fields for the account form. */
function formStages(ofHost: readonly StageDefinition[] = []): readonly string[] {
  return ofHost.filter(({ fields }) => fields !== undefined).map(({ type }) => type);
}
