/** The stories of what most people come to see: compared with pictures, and seen in further modes. */
export const mainStories = [
  "card-homeserver--finding",
  "card-account-form--every-field",
  "card-account-form--many-problems",
  "card-account-form--sending",
  "card-account-form--limited",
  "stages-captcha--ready",
  "stages-email-address--sent",
  "stages-phone-number--code",
  "card-homeserver--by-account-page",
  "outcomes-registered--with-session",
  "outcomes-registered--pending-approval",
  "outcomes-uncertain--no-answer",
  "outcomes-failed--forbidden",
] as const;
