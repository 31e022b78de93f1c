/** Begins with the document, before the rest of the page's script: the address, and the first questions. */
import { beginDiscovery } from "../discovery/begun.js";
import { takeCallback } from "../redirect/callback.js";
import { loadPageConfig } from "./config/loadPageConfig.js";
import { chooseHomeserver } from "./homeserver/chooseHomeserver.js";
import { keepQuery, restoreQuery } from "./keptQuery.js";
import { takePageAddress } from "./pageAddress.js";
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

if (!isBeginning) dropShell();

// In development a scenario may replace the homeserver.
if (!import.meta.env.DEV && isBeginning) {
  void configuring.then((loaded) => {
    if (!("config" in loaded)) return;
    const choice = chooseHomeserver(loaded.config, address.homeserver);
    if ("use" in choice) beginDiscovery(choice.use.homeserver, choice.use);
  });
}
