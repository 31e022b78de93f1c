/** Begins with the document, before the rest of the page's script: the address, and the first questions. */
import { beginDiscovery } from "../discovery/begun.js";
import { takeCallback } from "../redirect/callback.js";
import { browserLanguages } from "../uia/browser/browserLanguages.js";
import { loadPageConfig } from "./config/loadPageConfig.js";
import { chooseHomeserver } from "./homeserver/chooseHomeserver.js";
import { keepQuery, restoreQuery } from "./keptQuery.js";
import { takePageAddress } from "./pageAddress.js";
import { loadPageWords } from "./pageWords.js";
import { dropShell } from "./shell/dropShell.js";

// First of all: what is in the address is a secret, and good for seconds.
export const callback = takeCallback(location, history);
if (callback === null) keepQuery(location);
else restoreQuery(location, history);

export const address = takePageAddress(location, history);
export const isInviting = new URLSearchParams(location.search).has("invite");
/** Whether the visitor begins a sign-up, which the first screen in the HTML is for. */
export const isBeginning = callback === null && !isInviting;
export const configuring = loadPageConfig();
/** The words of the visitor's language, unless the link or the configuration names another. */
export const wording = configuring.then((loaded) => {
  const lang = "config" in loaded ? loaded.config.lang : undefined;
  const wanted = [address.lang, lang, ...browserLanguages()];
  return loadPageWords(wanted.filter((tag) => tag !== undefined));
});
// The page waits for them, and tells of a failure.
wording.catch(() => undefined);

if (!isBeginning) dropShell();

// In development a scenario may replace the homeserver.
if (!import.meta.env.DEV && isBeginning) {
  void configuring.then((loaded) => {
    if (!("config" in loaded)) return;
    const choice = chooseHomeserver(loaded.config, address.homeserver);
    if ("use" in choice) beginDiscovery(choice.use.homeserver, choice.use);
  });
}
