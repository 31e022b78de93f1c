/** When a rule acts: every condition given must hold; without any it acts on every request. */
export interface RuleCondition {
  readonly method?: string;
  /** The end of the path, such as `/register`. */
  readonly path?: string;
  /** `auth.type`; `"none"`: no `auth` was sent; `"session"`: an `auth` without a type. */
  readonly authType?: string;
  /** A key of the body. */
  readonly bodyHas?: string;
  /** Begins with the nth of these requests, counted from 1; without `times` it acts on that one only. */
  readonly nth?: number;
}

/** A way to misbehave, and when. */
export interface Rule {
  readonly on?: RuleCondition;
  /** How often it acts; default: always, or once if `on.nth` is given. */
  readonly times?: number;
  readonly do: Misbehaviour;
}

/** The faults. The homeserver still acts on the request unless the fault says otherwise. */
export type Misbehaviour =
  /** Waits before it acts. */
  | { readonly kind: "slow"; readonly ms: number }
  /** The connection breaks before it acts. */
  | { readonly kind: "cut" }
  /** It acts, and the answer is lost. */
  | { readonly kind: "dropAnswer" }
  /** Another answer instead; `acted`: after acting, else without it. Default body: an internal error. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: Readonly<Record<string, unknown>>;
      readonly acted?: boolean;
    }
  /** A proxy's page instead of JSON, 502 unless told; `acted` as above. */
  | { readonly kind: "html"; readonly status?: number; readonly acted?: boolean }
  /** Every value of the answer has another type than it should. */
  | { readonly kind: "wrongTypes" }
  /** The body of the answer is put through a function. */
  | {
      readonly kind: "rewrite";
      readonly body: (body: Readonly<Record<string, unknown>>) => unknown;
    }
  /** 401 without flows, session or params; nothing is done. */
  | {
      readonly kind: "unauthorizedWithoutFlows";
      readonly errcode?: string;
      readonly error?: string;
    }
  /** 429; nothing is done. The header is hidden from pages unless it is exposed, as with `"header"`. */
  | {
      readonly kind: "limited";
      readonly retryAfterMs?: number;
      readonly in?: "body" | "header" | "hiddenHeader";
    }
  /** Others fill the bucket of registrations just before. */
  | { readonly kind: "bucketFull" }
  /** Another user takes the username just before. */
  | { readonly kind: "takeUsername" }
  /** Each 401 names another session; the one before is unknown from then on. */
  | { readonly kind: "changingSession" }
  /** A stage out of turn is refused with 401 and an errcode. */
  | { readonly kind: "strictOrder" }
  /** A body that differs from the first of the session is refused. */
  | { readonly kind: "sameBodyRequired" }
  /** UIA sessions live this long, in ms; default 5 minutes. */
  | { readonly kind: "sessionLifetime"; readonly ms?: number }
  /** An unknown session begins anew under its ID, as with Dendrite. */
  | { readonly kind: "unknownSessionsAccepted" }
  /** The account is made, its password is lost. */
  | { readonly kind: "accountWithoutPassword" }
  /** The stage is accepted and yet never counts. */
  | { readonly kind: "neverCompletes" }
  /** The mail is sent, as far as it knows, and never comes. */
  | { readonly kind: "mailLost" }
  /** Its mail server does not answer. */
  | { readonly kind: "mailDown" }
  /** The link in the mail has expired before it can be opened. */
  | { readonly kind: "mailLinkExpired" }
  /** The captcha verifier does not answer. */
  | { readonly kind: "captchaDown" }
  /** The captcha's answer is refused, however right it is. */
  | { readonly kind: "captchaRefused" }
  /** The SMS is sent, as far as it knows, and never comes. */
  | { readonly kind: "smsLost" }
  /** The SMS gateway does not answer. */
  | { readonly kind: "smsDown" }
  /** The SMS gateway refuses this number, and says so. */
  | { readonly kind: "smsRefused" }
  /** A wrong code is told with 200 and `success: false`, not with an error. */
  | { readonly kind: "wrongCodeUnsuccessful" };
