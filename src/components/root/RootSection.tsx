"use client";
import {
  type ReactElement,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import type { Homeserver } from "../../discovery/homeserver.js";
import type { Translator } from "../../locales/createTranslator.js";
import { directionOf } from "../../locales/directionOf.js";
import { parseUserId } from "../../protocol/guards/identifiers.js";
import type { HomeserverState } from "../../react/useHomeserver.js";
import type { Reads } from "../../react/useReads.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { ReturnState } from "../../react/useReturned.js";
import type {
  RegistrationRootOptions,
  RegistrationSettings,
  SectionProps,
} from "../context/appTypes.js";
import {
  AppProvider,
  HomeserverProvider,
  type HomeserverValue,
  RegistrationViewProvider,
} from "../context/contexts.js";
import type { MethodChoice } from "../context/useMethodChoice.js";
import { homeserverName } from "../homeserver/homeserverName.js";
import { Boundary } from "../ui/boundary/Boundary.js";
import { tolerateMoves } from "../ui/boundary/tolerateMoves.js";
import { Crashed } from "./Crashed.js";
import { splitRegistrationOptions } from "./splitRegistrationOptions.js";
import { splitRootOptions, useAppValue } from "./useAppValue.js";
import { usePreloadedStages } from "./usePreloadedStages.js";
import { useShallowMemo } from "./useShallowMemo.js";
import type { ShownWords } from "./useWords.js";

export interface RootSectionProps extends SectionProps, RegistrationSettings {
  /** The homeserver that the app names, if the registration is not its own. */
  readonly homeserver?: RegistrationRootOptions["homeserver"] | undefined;
  readonly elementRef: Ref<HTMLElement>;
  readonly reads: Reads;
  readonly shown: ShownWords;
  readonly choice: MethodChoice;
  readonly registration?: UseRegister | null;
  readonly homeserverState?: HomeserverState | null;
  readonly returned?: ReturnState | null;
  readonly startAgain?: () => void;
  /** Whether the focus was in a view that this one replaces. */
  readonly takesFocus?: boolean;
}

/** The root's element, and the contexts of its parts. */
export function RootSection({
  elementRef,
  reads,
  shown,
  choice,
  registration = null,
  homeserverState = null,
  returned = null,
  startAgain = doNothing,
  takesFocus = false,
  children,
  ...props
}: RootSectionProps): ReactElement {
  const [element, setElement] = useState<HTMLElement | null>(null);
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(elementRef, () => element, [element]);
  const { settings, rest: others } = splitRegistrationOptions(props);
  const { options, rest } = splitRootOptions(others);
  useEffect(() => (element === null ? undefined : tolerateMoves(element)), [element]);
  const app = useAppValue({ options, settings, reads, shown, element });
  const { isLoaded } = shown;
  useEffect(() => {
    if (takesFocus && isLoaded) element?.focus();
  }, [takesFocus, isLoaded, element]);

  const found = foundHomeserver(registration, homeserverState, returned);
  // Until it is found, it has the app's name.
  const serverName = homeserverName(found ?? props.homeserver ?? "");
  const homeserver = useShallowMemo<HomeserverValue>({
    ...choice,
    homeserverState,
    found,
    serverName,
    isForGuestsAlone: registration !== null && homeserverState?.status === "unavailable",
    returned,
    startAgain,
  });
  // A user who comes back from a redirect has come to another view.
  const hasMoved = useHasMoved(registration) || returned !== null;
  const view = useMemo(() => ({ registration, hasMoved }), [registration, hasMoved]);
  usePreloadedStages(registration, choice.method, app.stages);
  const { translator } = app;
  return (
    <section
      ref={setElement}
      data-part="root"
      lang={translator.tag}
      // Other languages take the direction around them, as the app's own texts do.
      dir={directionOf(translator.tag) === "rtl" ? "rtl" : undefined}
      aria-label={labelOf(returned, serverName, translator)}
      // Other words would be visible for a moment before the texts are loaded.
      hidden={!isLoaded}
      tabIndex={takesFocus ? -1 : undefined}
      {...rest}
      data-homeserver={
        returned === null ? homeserverText(homeserverState, choice) : options.callback?.method
      }
      data-status={returned === null ? registration?.status : statusText(returned)}
      data-activity={registration?.activity}
      data-stage={registration?.status === "stage" ? registration.stage.type : undefined}
    >
      <AppProvider value={app}>
        <HomeserverProvider value={homeserver}>
          <RegistrationViewProvider value={view}>
            <Boundary element={element} fallback={(tryAgain) => <Crashed tryAgain={tryAgain} />}>
              {children}
            </Boundary>
          </RegistrationViewProvider>
        </HomeserverProvider>
      </AppProvider>
    </section>
  );
}

function doNothing(): undefined {
  return undefined;
}

function foundHomeserver(
  registration: UseRegister | null,
  state: HomeserverState | null,
  returned: ReturnState | null,
): Homeserver | null {
  if (registration !== null) return registration.homeserver;
  if (returned !== null) {
    return returned.status === "signedIn"
      ? returned.homeserver
      : (returned.origin?.homeserver ?? null);
  }
  return state?.status === "found" ? state.homeserver : null;
}

/** Whether the user has come from one view of the registration to another. */
function useHasMoved(registration: UseRegister | null): boolean {
  const view =
    registration?.status === "stage" ? `stage ${registration.stage.type}` : registration?.status;
  const [firstView, setFirstView] = useState(view);
  const [hasMoved, setHasMoved] = useState(false);
  if (firstView === undefined && view !== undefined) setFirstView(view);
  if (!hasMoved && firstView !== undefined && view !== undefined && view !== firstView) {
    setHasMoved(true);
  }
  return hasMoved;
}

/** The name of the root. The user may come back from another homeserver than the one that is named. */
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

/** The status of a registration at the same point. */
function statusText({ status }: ReturnState): "done" | "failed" | undefined {
  if (status === "finishing") return undefined;
  return status === "signedIn" ? "done" : "failed";
}

function homeserverText(state: HomeserverState | null, { method }: MethodChoice): string {
  if (state?.status === "finding") return "finding";
  if (state?.status === "unavailable") return state.reason;
  // The app's own registration has no method.
  return method?.type ?? "uia";
}
