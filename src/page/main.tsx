import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Boundary } from "../components/ui/boundary/Boundary.js";
import { directionOf } from "../locales/directionOf.js";
import { takeCallback } from "../redirect/callback.js";
import { ConfigProblems } from "./ConfigProblems.js";
import { CrashedPage } from "./CrashedPage.js";
import { loadPageConfig } from "./config/loadPageConfig.js";
import { wearAccent } from "./config/wearAccent.js";
import { keepQuery, restoreQuery } from "./keptQuery.js";
import { Page } from "./Page.js";
import { takePageAddress } from "./pageAddress.js";
import { loadPageWords } from "./pageWords.js";
import "../card/styles.css";

// First of all: what is in the address is a secret, and good for seconds.
const callback = takeCallback(location, history);
if (callback === null) keepQuery(location);
else restoreQuery(location, history);
const isEmbedded = import.meta.env.DEV && new URLSearchParams(location.search).has("embedded");
if (callback !== null) {
  // The root loads the same, and tells of a failure.
  import("../redirect/finishReturn.js").then(
    ({ finishReturn }) => finishReturn(callback, { inhibitLogin: !isEmbedded }),
    () => undefined,
  );
}

const address = takePageAddress(location, history);
void show();

/** Shows the page. No module waits for it: what is loaded later may need this one. */
async function show(): Promise<void> {
  const loaded = await loadPageConfig();
  const config = "config" in loaded ? loaded.config : undefined;

  const wanted = [address.lang, config?.lang, ...navigator.languages];
  const words = await loadPageWords(wanted.filter((tag) => tag !== undefined));
  document.documentElement.lang = words.tag;
  document.documentElement.dir = directionOf(words.tag);
  if (config?.brand.accent !== undefined) wearAccent(config.brand.accent);

  const container = document.querySelector("#page");
  if (container === null) throw new Error("index.html has no element #page to show the page in.");

  const isInviting = new URLSearchParams(location.search).has("invite");
  const problems = "problems" in loaded ? loaded.problems : [];
  const page =
    config === undefined ? (
      <ConfigProblems words={words} problems={problems} />
    ) : isInviting ? (
      await import("./invitation/InviteView.js").then(({ InviteView }) => (
        <InviteView config={config} words={words} />
      ))
    ) : import.meta.env.DEV ? (
      await import("./dev/DevPage.js").then(({ DevPage }) => (
        <DevPage config={config} address={address} words={words} callback={callback} />
      ))
    ) : (
      <Page config={config} address={address} words={words} callback={callback} />
    );
  createRoot(container).render(
    <StrictMode>
      <Boundary fallback={() => <CrashedPage words={words} />}>{page}</Boundary>
    </StrictMode>,
  );
}
