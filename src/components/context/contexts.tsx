"use client";
import type { ComponentType, RefObject } from "react";
import type { Homeserver } from "../../discovery/homeserver.js";
import type { Translator } from "../../locales/createTranslator.js";
import type { ProblemKey } from "../../locales/locale.js";
import type { LabelOf } from "../../locales/stageName.js";
import type { Words } from "../../locales/words.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Fetch } from "../../protocol/wire/request.js";
import { createRequiredContext } from "../../react/createRequiredContext.js";
import type { HomeserverState } from "../../react/useHomeserver.js";
import type { Reads } from "../../react/useReads.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { ReturnState } from "../../react/useReturned.js";
import type { ValidateAccount } from "../../uia/machine/form/validateAccount.js";
import type { Problem } from "../../uia/machine/problems/problem.js";
import type { Clock } from "../../uia/machine/types.js";
import type { Announcements } from "./announcements.js";
import type {
  AccountDefaults,
  Elements,
  EstimateStrength,
  HeadingLevel,
  Icons,
  RegistrationSettings,
  RootOptions,
} from "./appTypes.js";
import type { FormHandle } from "./formHandle.js";
import type { CaptchaOptions, StageDefinition } from "./stageTypes.js";
import type { MethodChoice } from "./useMethodChoice.js";

/** The app's options, and what lasts as long as the root. It changes when the app renders with others. */
export interface AppValue
  extends Pick<
      RootOptions,
      "methods" | "onHomeserverChange" | "oauth" | "onSignIn" | "returnUrl" | "sso"
    >,
    Pick<RegistrationSettings, "device" | "inhibitLogin" | "refreshToken"> {
  readonly trust: Trust;
  readonly fetch: Fetch | undefined;
  readonly clock: Clock;
  readonly signInUrl: string | undefined;
  readonly translator: Translator;
  /** The words of the language, which come with the code that shows them. */
  readonly words: Words;
  /** The problems whose text has come. */
  readonly problemKeys: readonly ProblemKey[];
  /** The rules of the account form, and what shows that one is broken; absent until both have come. */
  readonly validateAccount: ValidateAccount | undefined;
  readonly FieldProblem: ComponentType<{ problem: Problem; id?: string | undefined }> | undefined;
  /** The stages by auth type: those of the app, then the kit's own. */
  readonly stages: ReadonlyMap<string, StageDefinition>;
  /** The app's names for its own stages. */
  readonly labelOfStage: LabelOf;
  readonly captcha: CaptchaOptions | undefined;
  readonly guests: boolean;
  readonly defaultValues: AccountDefaults;
  readonly headingLevel: HeadingLevel;
  readonly icons: Icons;
  readonly elements: Elements;
  readonly estimateStrength: EstimateStrength | undefined;
  readonly providerIcons: boolean;
  readonly homeservers: readonly string[];
  readonly allowAnyHomeserver: boolean;
  /** The results of reads about homeservers, kept while the root is mounted. */
  readonly reads: Reads;
  readonly announcements: Announcements;
  /** The handle of the account form, while there is one. */
  readonly form: RefObject<FormHandle | null>;
  /** The root's element. */
  readonly element: HTMLElement | null;
  /** Whether React has taken over the page; false in the markup of a server. */
  readonly isLive: boolean;
}

export const [AppProvider, useApp, useAppIfAny] = createRequiredContext<AppValue>(
  "Register.Root",
  "options",
);

/** The homeserver, and its methods to make an account. It changes with the homeserver. */
export interface HomeserverValue extends MethodChoice {
  /** The state of discovery; `null` where the app owns the registration, and after a return. */
  readonly homeserverState: HomeserverState | null;
  /** The homeserver of the account; `null` until it is found. */
  readonly found: Homeserver | null;
  /** The name of the homeserver, also before it is found. */
  readonly serverName: string;
  /** Whether the homeserver is closed to all but guests: the registration then makes nothing else. */
  readonly isForGuestsAlone: boolean;
  /** The user's return from a redirect; then there is neither registration nor discovery. */
  readonly returned: ReturnState | null;
  /** Leaves the return, and begins with the homeserver again. */
  readonly startAgain: () => void;
}

export const [HomeserverProvider, useHomeserverContext] = createRequiredContext<HomeserverValue>(
  "Register.Root",
  "homeserver",
);

/** The registration as it stands. It changes with each of its snapshots. */
export interface RegistrationViewValue {
  /** `null` until the homeserver is found, and where the method is not `uia`. */
  readonly registration: UseRegister | null;
  /** Whether the user has come to another view, so that its heading takes the focus. */
  readonly hasMoved: boolean;
}

export const [RegistrationViewProvider, useRegistrationView] =
  createRequiredContext<RegistrationViewValue>("Register.Root", "registration");
