/**
 * The places of the texts. The words of a place are loaded with the code that shows them, and those of
 * `first` at once. A name stands for all keys that begin with it. A key can have several places, but
 * what stands in `first` stands in no other, and `registration` comes with `fields`.
 * test/locales/places.test.ts compares this with the code.
 */
export const places = {
  first: [
    "root.",
    "account.",
    "username.",
    "password.",
    "problem.username",
    "problem.password",
    "problem.notReceived",
    "action.create",
    "action.continueAsGuest",
    "action.tryAgain",
    "action.signIn",
    "signIn.",
    "activity.",
    "homeserver.finding",
    "returned.finishing",
    "returned.failedHeading",
    "returned.notLoaded",
    "crashed.",
    "chunk.",
  ],
  fields: [
    "guest.",
    "email.",
    "phone.",
    "registrationToken.",
    "policies.",
    "field.",
    "stage.loading",
    "stage.notLoaded",
    "problem.email",
    "problem.phone",
    "problem.registrationToken",
    "problem.policies",
  ],
  registration: [
    "problem.",
    "summary.",
    "serverMessage.",
    "refusedAccount.",
    "pause.",
    "resend.",
    "wait.",
    "action.",
    "stage.",
    "stageName.",
    "code.",
    "done.",
    "uncertain.",
    "failed.",
  ],
  methods: [
    "homeserver.",
    "methods.",
    "oauth.",
    "sso.",
    "redirect.",
    "action.continue",
    "action.cancel",
    "action.copy",
    "serverMessage.",
    "refusedAccount.",
    "pause.",
    "resend.",
    "wait.",
  ],
  returns: [
    "returned.",
    "done.userId",
    "done.signIn",
    "done.handover",
    "refusedAccount.",
    "serverMessage.",
    "action.cancel",
    "action.startAgain",
    "pause.",
    "resend.",
    "wait.",
  ],
};

/**
 * The same for the page's own texts. `owner` is for the people who run the page. A key has one place.
 */
export const pagePlaces = {
  first: ["title.error", "link.", "crashed."],
  choose: ["title.choose", "choose."],
  next: ["next."],
  owner: ["title.invite", "title.config", "invite.", "config."],
};

/**
 * The places of a key of the page's own.
 *
 * @param {string} key
 * @returns {readonly string[]}
 */
export function pagePlacesOf(key) {
  return placesIn(pagePlaces, key);
}

/**
 * The places of a key, by their names.
 *
 * @param {string} key
 * @returns {readonly string[]}
 */
export function placesOf(key) {
  const all = placesIn(places, key);
  if (all.includes("first")) return ["first"];
  return all.includes("fields") ? all.filter((place) => place !== "registration") : all;
}

/**
 * @param {Readonly<Record<string, readonly string[]>>} names
 * @param {string} key
 * @returns {readonly string[]}
 */
function placesIn(names, key) {
  return Object.entries(names)
    .filter(([, starts]) => starts.some((start) => key.startsWith(start)))
    .map(([place]) => place);
}
