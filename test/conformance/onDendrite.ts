/** Cases of which the same is to be said. */
export interface Remark {
  readonly why: string;
  /** Set-up and name of each case; one that ends with `*` stands for all that begin so. */
  readonly cases: readonly string[];
}

/** Cases that do not hold on Dendrite: what is a fact there instead. */
export const differences: readonly Remark[] = [
  {
    why: "A session that is unknown or forgotten begins anew under its ID.",
    cases: ["open > a session > that never began", "open > a session > that has expired"],
  },
  {
    why: "A session belongs to no version of the endpoint and to no query.",
    cases: [
      "open > a session > belongs to one version of the endpoint",
      "open > a session > belongs to one query",
    ],
  },
  {
    why: "A finished session repeats its answer, whatever is asked of it; without a login it makes another account.",
    cases: [
      "open > a session > answers a finished registration again, with another device",
      "open > a session > answers again even when it answered in one request",
      "open > a session > makes one account only",
    ],
  },
  {
    why: "Remembered parameters of a session stand in for those that are left out, the password too.",
    cases: [
      "open > the parameters of a session > are replaced by those of the next request, not merged",
      "open > the device > loses its name when no password comes with it",
      "open > the password > is the first one sent when the finishing request has none",
    ],
  },
  {
    why: "A taken name is refused behind the stages.",
    cases: ["open > a username > that is taken is refused before any stage, in any case"],
  },
  {
    why: "An empty username is none, and is given a number that is then refused.",
    cases: ["open > a username > may not be empty", "open > a username > may not be null"],
  },
  {
    why: "A name or a password that is too long is `M_BAD_JSON`; a user ID has at most 254 characters.",
    cases: [
      "open > a username > may not be too long",
      "open > a username > may fill the user ID up to 255 characters",
      "open > a username > may not be over 512 characters",
      "open > the password > may not be over 512 characters",
    ],
  },
  {
    why: "A body that is no JSON, or has a value of a wrong type, is `M_BAD_JSON`.",
    cases: [
      "open > a body that cannot be read > empty",
      "open > a body that cannot be read > not JSON",
      "open > an `auth` that cannot be read > []",
      'open > an `auth` that cannot be read > "text"',
      'open > an `auth` that cannot be read > {"session":5}',
      'open > an `auth` that cannot be read > {"type":5}',
      "open > a username > may not be a JSON number",
      "open > the password > may not be a JSON number",
      "open > login is inhibited > by any other value that is not empty",
      "open > login is inhibited > not by null",
      "open > the device > may have an ID of any kind: 5",
      "closed > a broken request is told as such: a username of a wrong type",
      "guests > a guest > needs a body",
    ],
  },
  {
    why: "A password that is no Unicode text is taken.",
    cases: ["open > the password > that is no Unicode text is more than can be hashed"],
  },
  {
    why: "A stage that is not there is 501 `M_UNKNOWN`, a captcha where there is none 403 `M_UNKNOWN`.",
    cases: [
      "open > a stage > *",
      'open > an `auth` that cannot be read > the type "m.login.password"',
    ],
  },
  {
    why: "A type of `null` is none.",
    cases: ["open > an `auth` that cannot be read > the type null"],
  },
  {
    why: "A kind of account that is not `guest` is a user.",
    cases: ["open > a request that is none of ours > another kind of account"],
  },
  {
    why: "An access token in a request to register is `M_MISSING_PARAM`.",
    cases: [
      "open > a request that is none of ours > an access token in a header",
      "open > a request that is none of ours > an access token in the query",
    ],
  },
  {
    why: "Device IDs of its own have eight characters of any case; an empty one is left out of the answer.",
    cases: [
      "open > an account is made > in one request",
      'open > the device > may have an ID of any kind: ""',
      "open > the device > has an ID of the homeserver's own for null",
    ],
  },
  {
    why: "A device that signs in again loses the token that it had.",
    cases: ["open > the device > that comes back leaves the token it had good"],
  },
  {
    why: "The name of a device may be of any length.",
    cases: [
      "open > the device > may not have a name over 100 characters; the account exists all the same",
    ],
  },
  {
    why: "`home_server` is not told.",
    cases: ["open > login is inhibited > by true"],
  },
  {
    why: "There are no refresh tokens.",
    cases: [
      "open > a refresh token > comes when asked for",
      "open > a refresh token > is not asked for by anything but a boolean",
      "open > a refresh token > is worth a new access token once",
    ],
  },
  {
    why: "`/register/available` folds upper case, and tells a reserved name as taken. It takes a name that is left out for an empty one, and is not slowed.",
    cases: [
      "open > availability > does not know upper case",
      "open > availability > wants a name",
      "open > availability > refuses some of six questions at once",
      "open > a username may be reserved: *",
    ],
  },
  {
    why: "Where registration is closed, names and passwords are looked at first, and names can be asked for.",
    cases: [
      "closed > registration is refused: an impossible username",
      "closed > registration is refused: an impossible password",
      "closed > nothing is told: /_matrix/client/v3/register/available*",
    ],
  },
  {
    why: "There is no such endpoint: mails, SMS, token validity, the password policy, `unstable`.",
    cases: [
      "open > without a mail server and an identity server > *",
      "closed > no mail is sent, whatever is asked",
      "closed > nothing is told: /_matrix/client/v1/register/m.login.registration_token/*",
      "open > other requests of a client > the password policy, of which there is none",
      "open > the first answer > comes under the version unstable",
      "recaptcha > the homeserver's own page > is there under unstable",
    ],
  },
  {
    why: "Guests are refused with `M_FORBIDDEN`; their devices have IDs of their own; none becomes a user.",
    cases: [
      "closed > guests are refused",
      "guests > a guest > gets a number, a device and a token",
      "guests > a guest > has no say in name, password or device",
      "guests > a guest who becomes a user > *",
    ],
  },
  {
    why: "A captcha is the only stage; a wrong answer is refused without flows.",
    cases: [
      "recaptcha > a captcha > *",
      "recaptcha > the homeserver's own page > shows the captcha",
      "recaptcha > the homeserver's own page > takes its answer, and tells the window it came from",
      "recaptcha > the homeserver's own page > says what went wrong, and can be tried again",
      "recaptcha > the homeserver's own page > needs an answer and a session",
      "recaptcha > the homeserver's own page > fails while the captcha's checker is down",
    ],
  },
  {
    why: "Its own page takes any session, from the query alone; the refusals are plain text, 501 where a stage has no page.",
    cases: [
      "recaptcha > the homeserver's own page > does not know a session that never began",
      "recaptcha > there is no page of the homeserver's own > *",
    ],
  },
  {
    why: "Answers have no `Cache-Control`; a preflight is 200.",
    cases: [
      "open > other origins > may read every answer, refusals too",
      "open > other origins > are let through by the preflight",
    ],
  },
  {
    why: "`.well-known` has the address as its owner wrote it.",
    cases: ["open > other requests of a client > the address of the homeserver"],
  },
];

/** Cases that do not run on Dendrite, and why. */
export const leftOut: readonly Remark[] = [
  {
    why: "A limit holds for one TCP connection and half a second: the outcome is chance.",
    cases: ["limited > *"],
  },
  {
    why: "Whether the second request comes before the end of the first is chance.",
    cases: ["open > a session > makes one account of two last steps at once"],
  },
  {
    why: "Dendrite has no stage but a captcha: no tokens, terms, mails, SMS, password rules, approval, single sign-on, and no room that is full. These set-ups do not exist there.",
    cases: [
      "token > *",
      "terms > *",
      "tokenAndTerms > *",
      "tokenOrNot > *",
      "guestsOnly > *",
      "passwordPolicy > *",
      "namesHidden > *",
      "full > *",
      "approval > *",
      "email > *",
      "emailOptional > *",
      "mailLimited > *",
      "addressesHidden > *",
      "captchaTermsEmail > *",
      "msisdn > *",
      "emailAndMsisdn > *",
      "oidcSso > *",
    ],
  },
];

/** Whether one of the remarks is about this case. */
export function isAbout(remarks: readonly Remark[], name: string): boolean {
  return remarks
    .flatMap(({ cases }) => cases)
    .some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
}
