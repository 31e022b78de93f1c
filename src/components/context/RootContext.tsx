"use client";
import type { Homeserver } from "../../discovery/homeserver.js";
import type { Translator } from "../../locales/createTranslator.js";
import type { LabelOf } from "../../locales/stageName.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Fetch } from "../../protocol/wire/request.js";
import { createRequiredContext } from "../../react/createRequiredContext.js";
import type { HomeserverState } from "../../react/useHomeserver.js";
import type { Reads } from "../../react/useReads.js";
import type { UseRegister } from "../../react/useRegister.js";
import type { ReturnState } from "../../react/useReturned.js";
import type { Clock } from "../../uia/machine/types.js";
import type { EstimateStrength } from "../form/PasswordStrength.js";
import type { CaptchaOptions } from "../stages/captcha/captchaProvider.js";
import type { StageDefinition } from "../stages/defineStage.js";
import type { Elements } from "../ui/Elements.js";
import type { Icons } from "../ui/Icon.js";
import type { Announcements } from "./announcements.js";
import type { Resubmission } from "./resubmission.js";
import type { RegistrationSettings, RootOptions } from "./rootProps.js";
import type { MethodChoice } from "./useMethodChoice.js";
import type { UsernameSoFar } from "./usernameSoFar.js";

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** What the account form begins with. */
export interface AccountDefaults {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  /** For the homeserver that it is given with: no other one that is chosen gets it. */
  readonly registrationToken?: string | undefined;
}

/** What the parts of one root share. */
export interface RootValue extends MethodChoice {
  /** `null` until the homeserver is found, and where the way is another than `uia`. */
  readonly run: UseRegister | null;
  /** What is known of the homeserver; `null` where the run is the host's own. */
  readonly homeserverState: HomeserverState | null;
  /** The homeserver lets in nobody but guests, if those: the run makes nothing else. */
  readonly isForGuestsAlone: boolean;
  /** Where the account is made, or was to be; `null` until it is found. */
  readonly found: Homeserver | null;
  /** Where what is known of homeservers is kept, for as long as the root is there. */
  readonly reads: Reads;
  /** What the person may choose from; without `onChange` nothing. */
  readonly picker: {
    readonly homeservers: readonly string[];
    readonly allowAny: boolean;
    readonly onChange: ((homeserver: string) => void) | undefined;
  };
  /** How the host wants the account to be made, and to whom it is handed. */
  readonly runOptions: RegistrationSettings;
  /** Somebody who came back from a sign-on; then there is neither run nor homeserver. */
  readonly returned: ReturnState | null;
  /** Leaves that, and begins with the homeserver: the one that was left for, where there is a choice. */
  readonly startAgain: () => void;
  readonly returnUrl: string | undefined;
  readonly methods: RootOptions["methods"];
  readonly oauth: RootOptions["oauth"];
  readonly sso: RootOptions["sso"];
  readonly providerIcons: boolean;
  /** What to call the homeserver. */
  readonly serverName: string;
  readonly translator: Translator;
  readonly trust: Trust;
  readonly fetch: Fetch | undefined;
  readonly clock: Clock;
  readonly guests: boolean;
  readonly defaultValues: AccountDefaults;
  readonly onSignIn: RootOptions["onSignIn"];
  readonly signInUrl: string | undefined;
  /** By auth type; the kit's own under those of the host. */
  readonly stages: ReadonlyMap<string, StageDefinition>;
  /** How the host calls its own stages. */
  readonly labelOfStage: LabelOf;
  readonly captcha: CaptchaOptions | undefined;
  readonly headingLevel: HeadingLevel;
  readonly icons: Icons;
  readonly elements: Elements;
  readonly estimateStrength: EstimateStrength | undefined;
  /** Whether the page works yet: false in what a server rendered. */
  readonly isLive: boolean;
  /** Whether the person has come to another view, so that its heading takes the focus. */
  readonly hasMoved: boolean;
  readonly announcements: Announcements;
  readonly resubmission: Resubmission;
  readonly usernameSoFar: UsernameSoFar;
  /** The root's own element. */
  readonly element: HTMLElement | null;
}

export const [RootProvider, useRoot] = createRequiredContext<RootValue>("Register.Root", "root");
